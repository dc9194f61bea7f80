package org.parley.wire.hl7v2;

import java.util.ArrayList;
import java.util.List;

/** Reads one path, character by character. */
final class PathParser {
    private final String text;
    private int at;
    private String wrong = "";

    PathParser(String text) {
        this.text = text;
    }

    Path.Parse parse() {
        if (text.length() > Path.MAX_LENGTH) {
            return new Path.Parse.Wrong(
                    "A path has at most " + Path.MAX_LENGTH + " characters.", Path.MAX_LENGTH);
        }
        List<Path.Group> groups = new ArrayList<>();
        String name = name();
        int which = bracket();
        while (wrong.isEmpty() && peek() == '.' && letterAt(at + 1)) {
            groups.add(new Path.Group(name, which));
            at++;
            name = name();
            which = bracket();
        }
        int segmentEnd = at;
        int[] numbers = numbers();
        if (wrong.isEmpty() && at < text.length()) {
            wrong = "'" + text.charAt(at) + "' is not expected here.";
        }
        if (wrong.isEmpty() && (name.length() != 3 || name.indexOf('_') >= 0)) {
            at = Math.max(0, segmentEnd - name.length());
            wrong = "A segment's name has three letters or digits, as in PID-3.1.";
        }
        return wrong.isEmpty()
                ? new Path.Parse.Ok(new Path(groups, name, which, numbers))
                : new Path.Parse.Wrong(wrong, Math.min(at, text.length()));
    }

    private int[] numbers() {
        int[] numbers = new int[4];
        if (peek() != '-' && peek() != '.') {
            return numbers;
        }
        at++;
        numbers[0] = number("a field's number");
        numbers[1] = bracket();
        for (int i = 2; i < 4 && wrong.isEmpty() && peek() == '.'; i++) {
            at++;
            numbers[i] = number(i == 2 ? "a component's number" : "a subcomponent's number");
        }
        return numbers;
    }

    private String name() {
        int from = at;
        while (at < text.length()
                && (letterAt(at) || (at > from && (digit(peek()) || peek() == '_')))) {
            at++;
        }
        if (at == from && wrong.isEmpty()) {
            wrong = "A path starts with a segment's name in capitals, as in PID-3.1.";
        }
        return text.substring(from, at);
    }

    private int bracket() {
        if (!wrong.isEmpty() || peek() != '[') {
            return 0;
        }
        at++;
        int number = number("a number");
        if (wrong.isEmpty() && peek() != ']') {
            wrong = "']' is missing.";
        }
        at++;
        return number;
    }

    private int number(String what) {
        if (!wrong.isEmpty()) {
            return 0;
        }
        int from = at;
        long number = 0;
        while (digit(peek()) && number <= Path.MAX_NUMBER) {
            number = number * 10 + peek() - '0';
            at++;
        }
        if (at == from || number == 0 || number > Path.MAX_NUMBER) {
            at = from;
            wrong = "Here " + what + " from 1 to " + Path.MAX_NUMBER + " is expected.";
            return 0;
        }
        return (int) number;
    }

    private boolean letterAt(int index) {
        return index < text.length() && text.charAt(index) >= 'A' && text.charAt(index) <= 'Z';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }
}
