package org.parley.wire.hl7v2;

/** Comparing version numbers such as {@code 2.3.1}. */
final class Version {
    private Version() {}

    /** True when a version as sent is that one or later; false when it is no number. */
    static boolean atLeast(String version, int major, int minor) {
        return number(version) >= major * 100 + minor * 10;
    }

    /** 2.3.1 as 231, 2.5 as 250; 0 when it is no version. */
    static int number(String version) {
        int[] parts = new int[3];
        int part = 0;
        for (int i = 0; i < version.length(); i++) {
            char c = version.charAt(i);
            if (c == '.') {
                if (++part == 3) {
                    break;
                }
            } else if (c >= '0' && c <= '9') {
                parts[part] = Math.min(9, parts[part] * 10 + c - '0');
            } else {
                return 0;
            }
        }
        return parts[0] * 100 + parts[1] * 10 + parts[2];
    }
}
