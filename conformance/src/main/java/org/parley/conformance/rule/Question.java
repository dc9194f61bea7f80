package org.parley.conformance.rule;

import java.util.List;
import java.util.Optional;
import org.parley.engine.route.Conditions;
import org.parley.engine.route.Focus;
import org.parley.wire.fhirpath.FhirPath;
import org.parley.wire.fhirpath.Item;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;

/** What a rule asks, compiled. */
sealed interface Question {
    /** Most places of one message that are looked at. */
    int MAX_PLACES = 1_000;

    Ruling ask(Subject subject);

    /** Conditions on a message of HL7 v2, or on the one that stands for a record. */
    record OfMessage(
            Optional<Path> each,
            Optional<Conditions.Compiled> when,
            Conditions.Compiled then,
            List<String> names)
            implements Question {
        public OfMessage {
            names = List.copyOf(names);
        }

        @Override
        public Ruling ask(Subject subject) {
            Optional<Message> message = subject.message();
            if (message.isEmpty()) {
                return subject.readable() ? Ruling.UNDECIDED : Ruling.NOT_ASKED;
            }
            return each.isEmpty() ? one(message.get(), Focus.NONE) : all(message.get(), each.get());
        }

        private Ruling one(Message message, Focus focus) {
            if (when.isPresent() && !when.get().test(message, focus)) {
                return Ruling.NOT_ASKED;
            }
            return then.test(message, focus)
                    ? Ruling.PASS
                    : Ruling.fail(() -> Shown.of(message, then, focus, names));
        }

        private Ruling all(Message message, Path path) {
            Ruling all = Ruling.NOT_ASKED;
            int segments = message.count(Path.of(path.segment()));
            int places = 0;
            for (int s = 1; s <= segments; s++) {
                int last = path.field() == 0 ? 1 : message.count(path.atOccurrence(s));
                for (int r = 1; r <= last; r++) {
                    if (++places > MAX_PLACES) {
                        return Ruling.UNDECIDED;
                    }
                    int repetition = path.field() == 0 ? 0 : r;
                    Ruling here =
                            one(message, new Focus(path.segment(), s, path.field(), repetition));
                    if (here.result() == Result.FAIL) {
                        return here;
                    }
                    all = here.result() == Result.NOT_ASKED ? all : here;
                }
            }
            return all;
        }
    }

    /** FHIRPath on every resource of a type. */
    record OfResources(FhirPlaces places, Optional<FhirPath> when, FhirPath then)
            implements Question {
        @Override
        public Ruling ask(Subject subject) {
            return places.all(
                    subject,
                    when,
                    (around, item) ->
                            switch (FhirPlaces.truth(then, item, around)) {
                                case PASS -> Ruling.PASS;
                                case FAIL -> Ruling.fail(() -> places.masked(item));
                                case UNDECIDED, NOT_ASKED -> Ruling.UNDECIDED;
                            });
        }
    }

    /** A check of a text, on every value at a place of FHIR. */
    record OfTexts(FhirPlaces places, Optional<FhirPath> when, Checks.Text check)
            implements Question {
        @Override
        public Ruling ask(Subject subject) {
            return places.all(
                    subject,
                    when,
                    (around, item) ->
                            Ruling.of(
                                    check.holds(FhirPlaces.text(item)), () -> places.masked(item)));
        }
    }

    /** A check of a whole message. */
    record OfWhole(Optional<Conditions.Compiled> when, Checks.Whole check) implements Question {
        @Override
        public Ruling ask(Subject subject) {
            if (when.isPresent() && subject.message().map(m -> !when.get().test(m)).orElse(true)) {
                return Ruling.NOT_ASKED;
            }
            return check.ask(subject);
        }
    }

    /** Nothing that this port sends can answer it. */
    record Unanswerable(String why) implements Question {
        @Override
        public Ruling ask(Subject subject) {
            return Ruling.NOT_ASKED;
        }
    }

    /** What to ask at one place of FHIR. */
    interface AtItem {
        Ruling ask(FhirPath.Around around, Item item);
    }
}
