package org.parley.wire.fhir;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A JSON value as it stands in a message, with the place where it begins. */
public sealed interface Json {
    /** Byte offset of the value's first sign. */
    int at();

    /** An object: its names in the order of the message, and a value for each. */
    final class Members implements Json {
        private final int at;
        private final String[] names;
        private final Json[] values;

        Members(int at, String[] names, Json[] values) {
            this.at = at;
            this.names = names;
            this.values = values;
        }

        /** An object made of names and values of the same number. */
        public static Members of(int at, String[] names, Json[] values) {
            if (names.length != values.length) {
                throw new IllegalArgumentException("a value for each name");
            }
            return new Members(at, names.clone(), values.clone());
        }

        @Override
        public int at() {
            return at;
        }

        /** How many members there are. */
        public int size() {
            return names.length;
        }

        /** Name of a member, from 0. */
        public String name(int i) {
            return names[i];
        }

        /** Value of a member, from 0. */
        public Json value(int i) {
            return values[i];
        }

        /** Value of the first member of this name. */
        public @Nullable Json get(String name) {
            for (int i = 0; i < names.length; i++) {
                if (names[i].equals(name)) {
                    return values[i];
                }
            }
            return null;
        }

        /** The text of a member; null when it is absent or no text. */
        public @Nullable String text(String name) {
            return get(name) instanceof Text text ? text.value() : null;
        }

        /** The object that a member is; null when it is absent or no object. */
        public @Nullable Members members(String name) {
            return get(name) instanceof Members members ? members : null;
        }

        /** The list that a member is; empty when it is absent or no list. */
        public Items items(String name) {
            return get(name) instanceof Items items ? items : Items.NONE;
        }

        @Override
        public String toString() {
            return "object with " + Arrays.toString(names);
        }
    }

    /** A list. */
    final class Items implements Json {
        /** The empty list. */
        public static final Items NONE = new Items(0, new Json[0]);

        private final int at;
        private final Json[] values;

        Items(int at, Json[] values) {
            this.at = at;
            this.values = values;
        }

        /** A list of these values. */
        public static Items of(int at, Json... values) {
            return new Items(at, values.clone());
        }

        @Override
        public int at() {
            return at;
        }

        /** How many values there are. */
        public int size() {
            return values.length;
        }

        /** A value, from 0. */
        public Json value(int i) {
            return values[i];
        }

        @Override
        public String toString() {
            return "list of " + values.length;
        }
    }

    /** A string, unescaped. */
    record Text(int at, String value) implements Json {}

    /** A number as it was written, so that no digit is lost. */
    record Num(int at, String literal) implements Json {}

    /** True or false. */
    record Bool(int at, boolean value) implements Json {}

    /** Null. */
    record Null(int at) implements Json {}
}
