package org.parley.engine.config;

import java.nio.file.Path;
import java.util.Optional;
import org.parley.engine.config.Carrier.Folder;
import org.parley.engine.config.Carrier.TlsReferences;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.Transport;
import org.parley.engine.plan.Transport.Login;
import org.parley.engine.plan.Transport.Secret;
import org.parley.engine.plan.Transport.Split;
import org.parley.engine.plan.Transport.Tls;
import org.parley.engine.plan.Transport.Where;

/** Carriers as written to transports of a plan: secrets resolved, defaults filled in. */
final class TransportCompiler {
    private final Secrets secrets;
    private final Path base;
    private final Lints lints;

    TransportCompiler(Secrets secrets, Path base, Lints lints) {
        this.secrets = secrets;
        this.base = base;
        this.lints = lints;
    }

    Optional<Transport> in(Carrier.In carrier, InPort.Speaks speaks, Written written) {
        int before = lints.errors();
        Optional<Transport> transport =
                switch (carrier) {
                    case Carrier.MllpIn in -> Optional.of(mllp(in, written));
                    case Carrier.HttpIn in -> Optional.of(http(in, written));
                    case Carrier.FilesIn in ->
                            where(in.from(), written).map(w -> files(in, w, split(in, speaks)));
                };
        return lints.errors() == before ? transport : Optional.empty();
    }

    Optional<Transport> out(Carrier.Out carrier, Format format, Written written) {
        int before = lints.errors();
        Optional<Transport> transport =
                switch (carrier) {
                    case Carrier.MllpOut out ->
                            Optional.of(
                                    new Transport.MllpOut(
                                            out.to().host(),
                                            out.to().port(),
                                            out.release() == 2,
                                            tls(out.tls(), written, false)));
                    case Carrier.HttpOut out -> Optional.of(http(out, format, written));
                    case Carrier.FilesOut out ->
                            where(out.to(), written)
                                    .map(w -> new Transport.FilesOut(w, suffix(out, format)));
                };
        return lints.errors() == before ? transport : Optional.empty();
    }

    private Transport mllp(Carrier.MllpIn in, Written written) {
        if (!in.clients().isEmpty() && in.tls().flatMap(TlsReferences::trust).isEmpty()) {
            lints.error(
                    written.at("clients"),
                    "PAR-3037",
                    "Clients are told apart by their certificates, but none is asked for.",
                    "Add tls with certificate, key and trust.");
        }
        return new Transport.MllpIn(
                in.listen().host(),
                in.listen().port(),
                in.release() == 2,
                in.maxMessage(),
                in.maxConnections(),
                in.idle(),
                tls(in.tls(), written, true),
                in.clients().stream().map(Carrier.Client::bound).toList());
    }

    private Transport http(Carrier.HttpIn in, Written written) {
        return new Transport.HttpIn(
                in.listen().host(),
                in.listen().port(),
                in.path(),
                in.maxMessage(),
                tls(in.tls(), written, true),
                secrets.resolve(in.bearer(), written.at("bearer")));
    }

    private Transport http(Carrier.HttpOut out, Format format, Written written) {
        if (out.tls().isPresent() && "http".equals(out.to().getScheme())) {
            lints.error(
                    written.at("to"),
                    "PAR-3038",
                    "There is tls here, but the address begins with http://.",
                    "Write https://, or take tls out.");
        }
        return new Transport.HttpOut(
                out.to(),
                out.contentType().orElse(contentType(format)),
                tls(out.tls(), written, false),
                secrets.resolve(out.bearer(), written.at("bearer")));
    }

    private static Transport files(Carrier.FilesIn in, Where where, Split split) {
        return new Transport.FilesIn(where, in.every(), in.pattern(), split);
    }

    private static Split split(Carrier.FilesIn in, InPort.Speaks speaks) {
        return in.split()
                .orElse(
                        switch (speaks.format()) {
                            case HL7V2 -> Split.HL7V2;
                            case CSV -> Split.CSV_ROWS;
                            case JSON, XML ->
                                    speaks.layout().isPresent() ? Split.LIST_ITEMS : Split.WHOLE;
                            case FHIR, BYTES -> Split.WHOLE;
                        });
    }

    private static String suffix(Carrier.FilesOut out, Format format) {
        return out.suffix()
                .orElse(
                        switch (format) {
                            case HL7V2 -> ".hl7";
                            case CSV -> ".csv";
                            case JSON, FHIR -> ".json";
                            case XML -> ".xml";
                            case BYTES -> ".bin";
                        });
    }

    private static String contentType(Format format) {
        return switch (format) {
            case HL7V2 -> "application/hl7-v2";
            case CSV -> "text/csv";
            case JSON -> "application/json";
            case XML -> "application/xml";
            case FHIR -> "application/fhir+json";
            case BYTES -> "application/octet-stream";
        };
    }

    private Optional<Where> where(Folder folder, Written written) {
        return switch (folder) {
            case Folder.Here here -> Optional.of(new Where.Local(base.resolve(here.path())));
            case Folder.There there -> {
                var address = there.address();
                yield login(there, written)
                        .map(login ->
                                new Where.Sftp(
                                        address.host(),
                                        address.port(),
                                        address.folder(),
                                        there.user(),
                                        login,
                                        there.hostKey()));
            }
        };
    }

    private Optional<Login> login(Folder.There there, Written written) {
        if (there.password().isPresent() == there.key().isPresent()) {
            lints.error(
                    written.at("user"),
                    "PAR-3039",
                    "To sign in, a port over sftp has either a password or a key.",
                    "Write for example: key: { secret-file: /run/secrets/roster-key }");
            return Optional.empty();
        }
        Optional<Login> password =
                secrets.resolve(there.password(), written.at("password")).map(Login.Password::new);
        return password.isPresent()
                ? password
                : secrets.resolve(there.key(), written.at("key")).map(Login.PrivateKey::new);
    }

    private Optional<Tls> tls(Optional<TlsReferences> tls, Written written, boolean listens) {
        return tls.map(t -> {
            Place place = written.at("tls");
            boolean own = t.certificate().isPresent() && t.key().isPresent();
            if ((listens && !own) || t.certificate().isPresent() != t.key().isPresent()) {
                lints.error(
                        place,
                        "PAR-3038",
                        listens
                                ? "A port that listens with tls has a certificate and a key."
                                : "A certificate needs its key, and a key its certificate.",
                        "Add both: certificate: { secret-file: tls/parley.pem },"
                                + " key: { secret-file: /run/secrets/parley.key }");
            }
            Optional<Secret> certificate = secrets.resolve(t.certificate(), place);
            Optional<Secret> key = secrets.resolve(t.key(), place);
            return new Tls(certificate, key, secrets.resolve(t.trust(), place));
        });
    }
}
