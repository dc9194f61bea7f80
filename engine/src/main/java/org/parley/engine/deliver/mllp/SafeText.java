package org.parley.engine.deliver.mllp;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.wire.hl7v2.Acknowledgement;

/**
 * What may be shown of a receiver's reason. Receivers write patients' names and numbers into MSA-3
 * and ERR, so only words from a list, names of places in a message and the codes of HL7 table 0357
 * come through; the rest becomes an ellipsis.
 */
final class SafeText {
    /** Longest text shown, in characters. */
    private static final int MOST = 120;

    /** Words looked at. */
    private static final int MOST_WORDS = 40;

    private static final Pattern ERROR_CODE = Pattern.compile("\\b(10[0-3]|20[0-7])\\b");

    private static final Pattern PLACE =
            Pattern.compile(
                    "(MSH|MSA|ERR|EVN|PID|PD1|NK1|PV1|PV2|OBR|OBX|ORC|AL1|DG1|PR1|GT1|IN1|MRG|SCH"
                            + "|AIS|AIG|AIL|AIP|RGS|TXA|NTE|RXA|RXE|RXO|SPM|FT1|ZU[1-8])"
                            + "([-.^:\\[]\\d{1,2}]?){0,4}");

    private static final Set<String> WORDS =
            Set.of(
                    """
                    a access accepted acknowledgement action after already an and application are \
                    at authorised authorized available bad be because been before being busy but \
                    by can cannot character charset check closed code component conflict \
                    connection could data database date delimiter denied did different disabled \
                    discharged disk does down duplicate empty encoding encounter episode error \
                    event exceeded exception exist existing exists expected failed failure field \
                    file for format found from full has have id identifier if in incomplete \
                    incorrect index insert internal invalid is it item key known length limit \
                    location lock locked long mandatory match matched message mismatch \
                    missing more multiple must name no not null number of on only open or order \
                    out outside parse patient permission please processed processing queue range \
                    read record reference refused reject rejected repeat required result retry \
                    same schema segment sequence server service size space specimen state status \
                    storage stored structure successful supported syntax system table temporarily \
                    temporary the this time timeout to too transaction trigger try type unable \
                    unavailable unexpected unique unknown unrecognised unrecognized unsupported \
                    update valid validation value version visit was were while with within write \
                    wrong\
                    """
                            .split(" "));

    private SafeText() {}

    /** Begins with a blank and stands behind the code; empty when nothing can be shown. */
    static String of(Acknowledgement answer) {
        String reason = masked(answer.text());
        String meaning =
                answer.errors().stream()
                        .map(SafeText::meaning)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(each -> " (" + each + ")")
                        .orElse("");
        return meaning + (reason.isEmpty() ? "" : ": " + reason);
    }

    static String masked(String text) {
        StringBuilder shown = new StringBuilder();
        boolean any = false;
        for (String word : text.strip().split("\\s+", MOST_WORDS)) {
            String bare = word.replaceAll("^\\p{Punct}+|[\\p{Punct}&&[^\\]]]+$", "");
            boolean safe =
                    WORDS.contains(bare.toLowerCase(Locale.ROOT)) || PLACE.matcher(bare).matches();
            any |= safe;
            String next = safe ? bare : "…";
            if (shown.length() + next.length() >= MOST) {
                break;
            }
            if (!(next.equals("…") && shown.toString().endsWith("…"))) {
                shown.append(shown.isEmpty() ? "" : " ").append(next);
            }
        }
        return any ? shown.toString() : "";
    }

    private static Optional<String> meaning(String error) {
        Matcher code = ERROR_CODE.matcher(error);
        return code.find() ? Optional.of(meaningOf(code.group())) : Optional.empty();
    }

    /** HL7 table 0357, message error condition codes. */
    private static String meaningOf(String code) {
        String name =
                switch (code) {
                    case "100" -> "segment sequence error";
                    case "101" -> "required field missing";
                    case "102" -> "data type error";
                    case "103" -> "table value not found";
                    case "200" -> "unsupported message type";
                    case "201" -> "unsupported event code";
                    case "202" -> "unsupported processing id";
                    case "203" -> "unsupported version id";
                    case "204" -> "unknown key identifier";
                    case "205" -> "duplicate key identifier";
                    case "206" -> "application record locked";
                    case "207" -> "application internal error";
                    default -> "error";
                };
        return code + " " + name;
    }
}
