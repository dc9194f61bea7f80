package org.parley.engine.deliver.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first 64 KiB of an answer. A receiver that says more than 1 MiB is not listened to any
 * longer; what its status said still counts.
 */
final class FirstBytes implements BodySubscriber<byte[]> {
    static final int KEPT_BYTES = 64 * 1024;
    private static final long HEARD_BYTES = 1 << 20;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long heard;

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        for (ByteBuffer piece : pieces) {
            heard += piece.remaining();
            byte[] some = new byte[Math.min(KEPT_BYTES - kept.size(), piece.remaining())];
            piece.get(some);
            kept.writeBytes(some);
        }
        if (subscription == null) {
            return;
        }
        if (heard > HEARD_BYTES) {
            subscription.cancel();
            body.complete(kept.toByteArray());
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable broken) {
        body.completeExceptionally(broken);
    }

    @Override
    public void onComplete() {
        body.complete(kept.toByteArray());
    }
}
