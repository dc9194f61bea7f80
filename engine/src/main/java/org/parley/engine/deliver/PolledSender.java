package org.parley.engine.deliver;

import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * A sender that need not block, so that one thread can serve many. Either {@link #send} is used, or
 * {@link #attach} once and then the rest of this interface, by one thread; {@link #close} from any.
 */
public interface PolledSender extends Sender {
    /** No time at which {@link #goOn} must be called. */
    long NEVER = Long.MAX_VALUE;

    /**
     * What a sender needs of the thread that polls it.
     *
     * @param selector its channel is registered here
     * @param attachment of its selection keys
     * @param scratch to read into; nothing is kept in it from call to call
     * @param again asks, from any thread, that {@link #goOn} be called soon
     */
    record Polling(Selector selector, Object attachment, ByteBuffer scratch, Runnable again) {}

    /** Called once, before all else. */
    void attach(Polling polling);

    /**
     * Begins to send a message.
     *
     * @return the answer, or null while it is under way
     */
    @Nullable Answer begin(Outgoing message);

    /**
     * Goes on as far as it goes without waiting: when the channel is ready, when {@link
     * Polling#again} asked, when the deadline has passed; while nothing is under way too.
     *
     * @return the answer to what was begun, or null while there is none
     */
    @Nullable Answer goOn();

    /**
     * How long until {@link #goOn} must be called though nothing happens, nanoseconds; {@link
     * #NEVER} when nothing is waited for.
     */
    long patience();
}
