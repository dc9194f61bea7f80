package org.parley.wire.hl7v2;

import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** The problems of reading, one method each, so that every text exists once. */
final class Problems {
    private Problems() {}

    private static Problem sender(String code, String text, String remedy) {
        return new Problem(code, Culprit.SENDER, text, remedy);
    }

    static Problem empty() {
        return sender(
                "PAR-1000",
                "The message is empty.",
                "Ask the sender why it sends frames or files without a message.");
    }

    static Problem noHeader() {
        return sender(
                "PAR-1001",
                "No line of the message begins with MSH.",
                "Ask the sender to begin each HL7 v2 message with an MSH segment.");
    }

    static Problem badSeparator() {
        return sender(
                "PAR-1002",
                "MSH-1 is missing or is not a printable sign, so that no field can be told.",
                "Ask the sender to declare the field separator in MSH-1, usually |.");
    }

    static Problem shortHeader() {
        return sender(
                "PAR-1003",
                "MSH ends before MSH-2 declares the encoding characters.",
                "Ask the sender to send MSH-2, usually ^~\\&.");
    }

    static Problem batch() {
        return sender(
                "PAR-1004",
                "This is a batch (it begins with FHS or BHS) where one message was expected.",
                "Send it to a port that takes batches, or let the sender send single messages.");
    }

    static Problem severalMessages(int count) {
        return sender(
                "PAR-1005",
                "There are " + count + " MSH segments where one message was expected.",
                "Ask the sender to frame each message, or send it to a port that takes batches.");
    }

    static Problem delimitersDefaulted() {
        return sender(
                "PAR-1010",
                "MSH-2 is empty or cannot be the encoding characters; ^~\\& were assumed.",
                "Ask the sender to declare its encoding characters in MSH-2.");
    }

    static Problem delimiterIgnored(String role) {
        return sender(
                "PAR-1011",
                "The "
                        + role
                        + " in MSH-2 is a letter, digit, blank or a sign with another role; the"
                        + " message was read without it.",
                "Ask the sender to declare five different signs in MSH-1 and MSH-2.");
    }

    static Problem beforeHeader(int bytes) {
        return sender(
                "PAR-1012",
                bytes + " bytes stand before MSH; they were kept but not read.",
                "Ask the sender to begin the message with MSH.");
    }

    static Problem lineBreaks(int lines, String segment) {
        return sender(
                "PAR-1013",
                "Raw line breaks: "
                        + lines
                        + " lines that begin no segment were read as part of the segment above,"
                        + " the first in "
                        + segment
                        + ".",
                "Ask the sender to write line breaks inside a field as \\.br\\ or as repetitions.");
    }

    static Problem noVersion(String assumed) {
        return sender(
                "PAR-1014",
                "MSH-12 is empty; version " + assumed + " was assumed.",
                "Ask the sender to declare the version in MSH-12.");
    }

    static Problem noType() {
        return sender(
                "PAR-1015",
                "MSH-9.1 is empty, so that the message has no type.",
                "Ask the sender to declare the message type in MSH-9.");
    }

    static Problem noTrigger() {
        return sender(
                "PAR-1016",
                "MSH-9.2 is empty; the trigger event was taken from EVN-1 when it was there.",
                "Ask the sender to send the trigger event in MSH-9.2.");
    }

    static Problem noControlId() {
        return sender(
                "PAR-1017",
                "MSH-10 is empty, so that an answer cannot name the message.",
                "Ask the sender to give each message its own control id in MSH-10.");
    }

    static Problem undeclaredUtf8(boolean declaredAscii) {
        return sender(
                "PAR-1020",
                "MSH-18 "
                        + (declaredAscii ? "says ASCII" : "is empty")
                        + " but there are bytes above 127; they are valid UTF-8 and were read so.",
                "Ask the sender to declare UNICODE UTF-8 in MSH-18.");
    }

    static Problem undeclaredBytes(boolean declaredAscii, String assumed) {
        return sender(
                "PAR-1021",
                "MSH-18 "
                        + (declaredAscii ? "says ASCII" : "is empty")
                        + " but there are bytes above 127 that are not UTF-8; "
                        + assumed
                        + " was assumed.",
                "Ask the sender to declare its character set in MSH-18.");
    }

    static Problem unknownCharset(String assumed) {
        return sender(
                "PAR-1022",
                "MSH-18 names a character set that is not known; " + assumed + " was assumed.",
                "Ask the sender for a name of HL7 table 0211 in MSH-18.");
    }

    static Problem wrongCharset(String declared, String assumed) {
        return sender(
                "PAR-1023",
                "The bytes are not "
                        + declared
                        + ", which MSH-18 declares; "
                        + assumed
                        + " was assumed.",
                "Ask the sender to declare in MSH-18 what it sends.");
    }

    static Problem looksLikeUtf8(String declared) {
        return sender(
                "PAR-1024",
                "MSH-18 declares "
                        + declared
                        + " and was believed, but the bytes above 127 look like UTF-8.",
                "Ask the sender whether it sends UTF-8, and to declare it in MSH-18.");
    }

    static Problem damagedCharacters(String charset) {
        return sender(
                "PAR-1025",
                "Some bytes are not "
                        + charset
                        + "; those characters read as the replacement sign, and a changed copy"
                        + " carries that sign.",
                "Ask the sender to send valid " + charset + ".");
    }

    static Problem notWritable(Path path, String charset) {
        return new Problem(
                "PAR-1040",
                Culprit.CONFIG,
                "The value for "
                        + path
                        + " has characters that "
                        + charset
                        + " lacks; each was written as a question mark.",
                "Send the message in UTF-8, or map those characters before.");
    }

    static Problem asciiOutgrown(Path path) {
        return new Problem(
                "PAR-1041",
                Culprit.CONFIG,
                "The value for "
                        + path
                        + " is not ASCII, but MSH-18 declares no other set; it was written as"
                        + " UTF-8.",
                "Set MSH-18 to UNICODE UTF-8 in the same map, or map those characters before.");
    }

    static Problem notEditable(Path path, String why) {
        return new Problem(
                "PAR-1042",
                Culprit.CONFIG,
                "Writing to " + path + " was not done: " + why + ".",
                "Mend the path in the map.");
    }

    static Problem notEscapable(Path path) {
        return new Problem(
                "PAR-1043",
                Culprit.CONFIG,
                "The value for "
                        + path
                        + " has a delimiter, but the message declares no escape character; it was"
                        + " written as a blank.",
                "Rewrite the message in the usual delimiters first.");
    }
}
