package org.parley.testkit.nhs;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.parley.engine.clock.Clock;

/** Judges the token of a request: who sends it, whether the proof is right, whether it is new. */
final class MeshTokens {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "NHSMESH ([^: ]+):([0-9a-fA-F-]{36}):(\\d{1,9}):(\\d{12}):([0-9a-f]{64})");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuuMMddHHmm");

    private final String sharedKey;
    private final Map<String, MeshMailbox> mailboxes;
    private final Duration skew;
    private final Clock clock;
    private final Set<String> seen = new HashSet<>();

    MeshTokens(String sharedKey, Map<String, MeshMailbox> mailboxes, Duration skew, Clock clock) {
        this.sharedKey = sharedKey;
        this.mailboxes = Map.copyOf(mailboxes);
        this.skew = skew;
        this.clock = clock;
    }

    /** What is wrong with it; empty when it speaks for the mailbox. */
    Optional<String> wrong(Optional<String> header, String mailbox) {
        Matcher token = TOKEN.matcher(header.orElse(""));
        if (!token.matches()) {
            return Optional.of("Invalid Authentication Token");
        }
        MeshMailbox box = mailboxes.get(mailbox);
        if (box == null) {
            return Optional.of("No mailbox matched");
        }
        if (!token.group(1).equals(mailbox)) {
            return Optional.of("Mailbox id does not match token");
        }
        String signed =
                String.join(
                        ":",
                        mailbox,
                        token.group(2),
                        token.group(3),
                        box.password(),
                        token.group(4));
        byte[] due = mac(sharedKey, signed).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(due, token.group(5).getBytes(StandardCharsets.US_ASCII))
                || !timely(token.group(4))) {
            return Optional.of("Invalid Authentication Token");
        }
        synchronized (seen) {
            return seen.add(token.group(1) + ":" + token.group(2) + ":" + token.group(3))
                    ? Optional.empty()
                    : Optional.of("Error Duplicated Authentication Token");
        }
    }

    private boolean timely(String minute) {
        try {
            var then = LocalDateTime.parse(minute, MINUTE).toInstant(ZoneOffset.UTC);
            return Duration.between(then, clock.now()).abs().compareTo(skew) <= 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    static String mac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC SHA-256", e);
        }
    }
}
