package org.parley.testkit.nhs;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Predicate;

/** Reads what is asked, and asks the office. */
final class MeshDesk {
    private static final String BASE = "/messageexchange";
    private static final List<String> HANDSHAKE =
            List.of("mex-clientversion", "mex-osname", "mex-osversion");
    private static final int USUAL_PAGE = 500;
    private static final int SMALLEST_PAGE = 10;
    private static final int LARGEST_PAGE = 5_000;

    private final MeshOffice office;
    private final MeshTokens tokens;
    private final Map<String, MeshMailbox> mailboxes;

    MeshDesk(MeshOffice office, MeshTokens tokens, Map<String, MeshMailbox> mailboxes) {
        this.office = office;
        this.tokens = tokens;
        this.mailboxes = Map.copyOf(mailboxes);
    }

    MeshReply answer(String method, URI uri, Map<String, String> headers, byte[] body) {
        office.settle();
        String path = uri.getPath();
        if (path.equals(BASE + "/_ping")) {
            return MeshReply.json(200, "{}");
        }
        if (!path.startsWith(BASE + "/")) {
            return notFound();
        }
        String[] parts = path.substring(BASE.length() + 1).split("/", -1);
        Optional<String> token = Optional.ofNullable(headers.get("authorization"));
        boolean lookup = parts[0].equals("endpointlookup") || parts[0].equals("workflowsearch");
        String mailbox = lookup ? claimed(token) : parts[0];
        Optional<String> wrong = tokens.wrong(token, mailbox);
        if (wrong.isPresent()) {
            return MeshReply.error(403, "TRANSFER", "", wrong.get());
        }
        if (lookup) {
            return lookUp(parts);
        }
        Map<String, String> query = MeshQuery.of(uri);
        String[] rest = Arrays.copyOfRange(parts, 1, parts.length);
        String what = method + " " + String.join("/", rest).replaceAll("^((in|out)box)/.*", "$1/");
        return switch (what) {
            case "POST ", "GET " -> handshake(headers);
            case "GET inbox" -> inbox(mailbox, query);
            case "GET inbox/", "HEAD inbox/" -> collect(mailbox, rest);
            case "PUT inbox/" -> acknowledge(mailbox, rest);
            case "POST outbox" -> office.send(mailbox, headers, body);
            case "POST outbox/" ->
                    rest.length == 3
                            ? office.more(mailbox, rest[1], rest[2], headers, body)
                            : notFound();
            case "GET outbox/" -> track(mailbox, rest, query);
            default -> notFound();
        };
    }

    private static MeshReply notFound() {
        return MeshReply.error(404, "", "", "No such resource");
    }

    /** A look-up names no mailbox in its path; the token does. */
    private static String claimed(Optional<String> token) {
        String text = token.orElse("").replaceFirst("^NHSMESH ", "");
        return text.substring(0, Math.max(0, text.indexOf(':')));
    }

    private static MeshReply handshake(Map<String, String> headers) {
        boolean all = HANDSHAKE.stream().noneMatch(h -> headers.getOrDefault(h, "").isBlank());
        return all
                ? MeshReply.json(200, "{}")
                : MeshReply.error(400, "TRANSFER", "06", "Missing client headers");
    }

    private MeshReply inbox(String mailbox, Map<String, String> query) {
        int page = MeshQuery.number(query.getOrDefault("max_results", "" + USUAL_PAGE));
        if (page < SMALLEST_PAGE || page > LARGEST_PAGE) {
            return MeshReply.error(400, "", "", "max_results is from 10 to 5000");
        }
        Predicate<String> filter = MeshQuery.workflows(query.getOrDefault("workflow_filter", ""));
        List<String> all = office.inbox(mailbox, filter);
        int from = 0;
        String after = query.getOrDefault("continue_from", "");
        if (!after.isEmpty()) {
            while (from < all.size() && all.get(from).compareTo(after) <= 0) {
                from++;
            }
        }
        List<String> some = all.subList(from, Math.min(all.size(), from + page));
        StringJoiner ids = new StringJoiner(",", "[", "]");
        some.forEach(id -> ids.add(MeshReply.quoted(id)));
        String self = BASE + "/" + mailbox + "/inbox";
        String next =
                from + some.size() < all.size()
                        ? ",\"next\":"
                                + MeshReply.quoted(
                                        self
                                                + "?max_results="
                                                + page
                                                + MeshQuery.again(query)
                                                + "&continue_from="
                                                + some.getLast())
                        : "";
        return MeshReply.json(
                200,
                "{\"messages\":%s,\"links\":{\"self\":%s%s},\"approx_inbox_count\":%d}"
                        .formatted(ids, MeshReply.quoted(self), next, all.size()));
    }

    private MeshReply collect(String mailbox, String[] rest) {
        if (rest.length != 2 && rest.length != 3) {
            return notFound();
        }
        return office.collect(mailbox, rest[1], rest.length == 3 ? MeshQuery.number(rest[2]) : 1);
    }

    private MeshReply acknowledge(String mailbox, String[] rest) {
        boolean so = rest.length == 4 && rest[2].equals("status") && rest[3].equals("acknowledged");
        return so ? office.acknowledge(mailbox, rest[1]) : notFound();
    }

    private MeshReply track(String mailbox, String[] rest, Map<String, String> query) {
        String id = query.getOrDefault("messageID", "");
        String local = query.getOrDefault("localID", "");
        if (rest.length != 2 || !rest[1].equals("tracking") || (id.isEmpty() && local.isEmpty())) {
            return notFound();
        }
        return office.track(
                mailbox,
                l -> id.isEmpty() ? l.header("mex-localid").equals(local) : l.id.equals(id));
    }

    private MeshReply lookUp(String[] parts) {
        boolean byOds = parts[0].equals("endpointlookup") && parts.length == 3;
        if (!byOds && parts.length != 2) {
            return notFound();
        }
        String workflow = parts[parts.length - 1];
        StringJoiner results = new StringJoiner(",", "{\"results\":[", "]}");
        for (MeshMailbox box : mailboxes.values()) {
            boolean here = !byOds || box.ods().equals(parts[1]);
            if (here && box.receives().contains(workflow)) {
                results.add(
                        "{\"mailbox_id\":%s,\"mailbox_name\":%s}"
                                .formatted(
                                        MeshReply.quoted(box.id()), MeshReply.quoted(box.name())));
            }
        }
        return MeshReply.json(200, results.toString());
    }
}
