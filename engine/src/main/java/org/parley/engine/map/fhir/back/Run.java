package org.parley.engine.map.fhir.back;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.Site;
import org.parley.wire.fhir.Json;
import org.parley.wire.hl7v2.MessageWriter;

/** One message being made. Belongs to one thread. */
final class Run {
    private final Content content;
    private final Account account;
    private final MessageWriter writer = new MessageWriter();
    private final Map<Integer, List<Node>> variables = new HashMap<>();
    private final Set<String> written = new HashSet<>();
    private String segment = "";

    Run(Content content, Account account) {
        this.content = content;
        this.account = account;
    }

    Content content() {
        return content;
    }

    Account account() {
        return account;
    }

    MessageWriter writer() {
        return writer;
    }

    List<Node> variable(int number) {
        return variables.getOrDefault(number, List.of());
    }

    void variable(int number, List<Node> nodes) {
        variables.put(number, nodes);
    }

    /** The segment that is being written. */
    String segment() {
        return segment;
    }

    /** Begins a segment; false when this one was written from that value before. */
    boolean begin(String name, String table, Json value) {
        if (value.at() >= 0 && !written.add(name + " " + table + " " + value.at())) {
            return false;
        }
        writer.segment(name);
        segment = name;
        return true;
    }

    /** Takes the segment back that turned out empty. */
    void takeBack() {
        writer.takeBack();
    }

    /** Puts a text; false when there is one already. */
    boolean put(Site row, Place place, String text, @Nullable Node source) {
        if (!writer.put(
                place.field(), place.repetition(), place.component(), place.subcomponent(), text)) {
            return false;
        }
        if (source == null) {
            account.wrote(row, place.in(segment), null);
        } else {
            took(row, place.in(segment), source);
        }
        return true;
    }

    /** A value and what was read on the way to it have been said. */
    void took(Site row, String target, Node source) {
        account.wrote(row, target, source.value());
        for (Node.Said said = source.said(); said != null; said = said.before()) {
            account.took(said.leaf());
        }
    }

    /** All resources of a type whose patient is that of the message. */
    List<Node> about(String type) {
        List<Node> patients = variable(Scope.PATIENT);
        if (patients.isEmpty()) {
            return List.of();
        }
        List<Node> about = new ArrayList<>();
        for (Node node : content.all(type)) {
            Node patient = Patients.of(content, node);
            if (patient != null && patient.value().at() == patients.getFirst().value().at()) {
                about.add(patient.said() == null ? node : node.saying(patient.said().leaf()));
            }
        }
        return about;
    }
}
