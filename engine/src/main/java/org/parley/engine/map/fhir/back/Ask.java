package org.parley.engine.map.fhir.back;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** A condition about the content. Pure; always ends. */
sealed interface Ask {
    /**
     * True of the value at hand?
     *
     * @param said takes the values that were found equal to what the condition wants; null when
     *     nobody wants to know
     */
    boolean test(Run run, Node base, @Nullable List<Json> said);

    /** Both. */
    record And(Ask one, Ask other) implements Ask {
        @Override
        public boolean test(Run run, Node base, @Nullable List<Json> said) {
            return one.test(run, base, said) && other.test(run, base, said);
        }
    }

    /** One of them. */
    record Or(Ask one, Ask other) implements Ask {
        @Override
        public boolean test(Run run, Node base, @Nullable List<Json> said) {
            return one.test(run, base, said) || other.test(run, base, said);
        }
    }

    /** Not. */
    record Not(Ask one) implements Ask {
        @Override
        public boolean test(Run run, Node base, @Nullable List<Json> said) {
            return !one.test(run, base, null);
        }
    }

    /** Something stands there. */
    record Valued(Walk path) implements Ask {
        @Override
        public boolean test(Run run, Node base, @Nullable List<Json> said) {
            for (Node node : path.nodes(run, base)) {
                if (!(node.value() instanceof Json.Null)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A value there is one of these. */
    record Among(Walk path, Set<String> values) implements Ask {
        public Among {
            values = Set.copyOf(values);
        }

        @Override
        public boolean test(Run run, Node base, @Nullable List<Json> said) {
            for (Node node : path.nodes(run, base)) {
                if (values.contains(Texts.plain(node.value()))) {
                    if (said != null) {
                        said.add(node.value());
                    }
                    return true;
                }
            }
            return false;
        }
    }

    /** A value at one path stands at the other too. */
    record Same(Walk path, Walk other) implements Ask {
        @Override
        public boolean test(Run run, Node base, @Nullable List<Json> said) {
            for (Node node : path.nodes(run, base)) {
                String text = Texts.plain(node.value());
                for (Node one : other.nodes(run, base)) {
                    if (!text.isEmpty() && text.equals(Texts.plain(one.value()))) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** A resource or element at one path is the very one at the other. */
    record SameThing(Walk path, Walk other) implements Ask {
        @Override
        public boolean test(Run run, Node base, @Nullable List<Json> said) {
            for (Node node : path.nodes(run, base)) {
                for (Node one : other.nodes(run, base)) {
                    if (node.value().at() == one.value().at()) {
                        for (Node.Said way = node.said(); way != null; way = way.before()) {
                            if (said != null) {
                                said.add(way.leaf()); // the reference that led there
                            }
                        }
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** A value there begins so. */
    record Begins(Walk path, String text) implements Ask {
        @Override
        public boolean test(Run run, Node base, @Nullable List<Json> said) {
            for (Node node : path.nodes(run, base)) {
                if (Texts.plain(node.value()).startsWith(text)) {
                    return true;
                }
            }
            return false;
        }
    }
}
