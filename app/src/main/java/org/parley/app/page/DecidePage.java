package org.parley.app.page;

import java.util.Optional;

/**
 * What a person can do about one parked delivery.
 *
 * @param action where its forms go
 * @param editable false for what no route wanted
 * @param wrong why what was asked was not done; empty when nothing was
 * @param text the message to edit, one line for each segment
 * @param preview what would be sent
 * @param reason as typed
 */
public record DecidePage(
        Now.ParkedRow row,
        String action,
        boolean editable,
        String wrong,
        Optional<String> text,
        Optional<MessageContent> preview,
        String reason) {
    DecidePage wrong(String sentence) {
        return new DecidePage(row, action, editable, sentence, text, preview, reason);
    }

    DecidePage editing(String edited, String why) {
        return new DecidePage(row, action, editable, wrong, Optional.of(edited), preview, why);
    }

    DecidePage previewing(MessageContent shown) {
        return new DecidePage(row, action, editable, wrong, text, Optional.of(shown), reason);
    }
}
