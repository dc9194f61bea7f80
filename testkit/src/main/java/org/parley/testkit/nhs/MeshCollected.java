package org.parley.testkit.nhs;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.parley.testkit.nhs.MeshLetter.Status;

/** How a message looks from outside: its headers in the inbox, its state in tracking. */
final class MeshCollected {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

    private MeshCollected() {}

    static Map<String, String> headers(MeshLetter letter, String mailbox, int chunk) {
        Map<String, String> all = new LinkedHashMap<>();
        boolean report = letter.from.isEmpty();
        all.put("Mex-From", letter.from);
        all.put("Mex-To", mailbox);
        all.put("Mex-WorkflowID", letter.header("mex-workflowid"));
        all.put("Mex-Chunk-Range", chunk + ":" + letter.total);
        all.put("Mex-Total-Chunks", Integer.toString(letter.total));
        all.put("Mex-AddressType", "ALL");
        all.put("Mex-Version", "1.0");
        all.put("Mex-MessageType", report ? "REPORT" : "DATA");
        all.put("Mex-MessageID", letter.id);
        all.put("Mex-StatusCode", report ? letter.code : "00");
        all.put("Mex-StatusEvent", report ? "SEND" : "TRANSFER");
        all.put("Mex-StatusDescription", report ? letter.description : "Transferred to recipient");
        all.put("Mex-StatusSuccess", report ? "ERROR" : "SUCCESS");
        all.put("Mex-StatusTimestamp", SECOND.format(letter.changed));
        all.put(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        letter.changed.atOffset(ZoneOffset.UTC)));
        carried(letter, all, "Mex-LocalID");
        carried(letter, all, "Mex-PartnerID");
        carried(letter, all, "Mex-FileName");
        carried(letter, all, "Mex-Subject");
        carried(letter, all, "Mex-LinkedMsgID");
        carried(letter, all, "Mex-Content-Checksum");
        carried(letter, all, "Mex-Content-Compressed");
        carried(letter, all, "Content-Type");
        if (!letter.encoding.isEmpty()) {
            all.put("Content-Encoding", letter.encoding);
        }
        all.values().removeIf(String::isEmpty);
        return all;
    }

    private static void carried(MeshLetter letter, Map<String, String> all, String name) {
        all.put(name, letter.header(name.toLowerCase(Locale.ROOT)));
    }

    static String tracking(MeshLetter letter, Optional<MeshMailbox> to, MeshRules rules) {
        boolean good = letter.status != Status.UNDELIVERABLE && letter.status != Status.ERROR;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("message_id", letter.id);
        fields.put("local_id", letter.header("mex-localid"));
        fields.put("workflow_id", letter.header("mex-workflowid"));
        fields.put("filename", letter.header("mex-filename"));
        fields.put("expiry_time", letter.changed.plus(rules.collectWithin()).toString());
        fields.put("upload_timestamp", letter.uploaded.toString());
        fields.put("recipient", to.map(MeshMailbox::id).orElse(letter.to));
        fields.put("recipient_name", to.map(MeshMailbox::name).orElse(""));
        fields.put("recipient_ods_code", to.map(MeshMailbox::ods).orElse(""));
        fields.put("recipient_org_code", to.map(MeshMailbox::ods).orElse(""));
        fields.put("recipient_org_name", to.map(MeshMailbox::name).orElse(""));
        fields.put("status_success", good ? "SUCCESS" : "ERROR");
        fields.put("status", letter.status.word());
        fields.put("status_event", good ? "TRANSFER" : "SEND");
        fields.put("status_timestamp", letter.changed.toString());
        fields.put("status_description", letter.description);
        fields.put("status_code", letter.code.isEmpty() ? "00" : letter.code);
        StringJoiner json = new StringJoiner(",", "{", "}");
        fields.forEach((k, v) -> json.add(MeshReply.quoted(k) + ":" + MeshReply.quoted(v)));
        return json.toString();
    }
}
