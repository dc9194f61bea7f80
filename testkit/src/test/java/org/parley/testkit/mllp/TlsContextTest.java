package org.parley.testkit.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.engine.plan.Transport.Secret;
import org.parley.engine.plan.Transport.Tls;
import org.parley.engine.tls.TlsContext;
import org.parley.engine.tls.TlsContext.Making;
import org.parley.testkit.tls.TestAuthority;
import org.parley.testkit.tls.TestAuthority.Issued;
import org.parley.testkit.tls.TestAuthority.Kind;

final class TlsContextTest {
    private final Instant now = Instant.now();

    private final TestAuthority authority = new TestAuthority("Northmoor Test CA");
    private final Issued good = authority.issue("tie", Kind.RSA, "127.0.0.1");

    private static Optional<Secret> secret(String text) {
        return Optional.of(new Secret(text));
    }

    private static List<String> codes(Making making) {
        return switch (making) {
            case Making.Made _ -> List.of();
            case Making.Failed failed ->
                    failed.problems().stream().map(problem -> problem.code()).toList();
        };
    }

    private List<String> server(String certificate, String key, Optional<Secret> trust) {
        return codes(TlsContext.server(new Tls(secret(certificate), secret(key), trust), now));
    }

    @Test
    void daysLeftAreThoseOfTheCertificateThatExpiresFirst() {
        Tls tls =
                new Tls(
                        secret(good.certificate() + authority.certificate()),
                        secret(good.key()),
                        Optional.empty());
        assertThat(TlsContext.server(tls, now))
                .isInstanceOfSatisfying(
                        Making.Made.class,
                        made -> {
                            assertThat(made.context().daysLeft(now).orElseThrow())
                                    .isBetween(9L, 10L);
                            assertThat(made.context().demandsClientCertificate()).isFalse();
                        });
    }

    @Test
    void aPortNeedsACertificateAndItsKey() {
        Tls none = new Tls(Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(codes(TlsContext.server(none, now))).containsExactly("PAR-1160");
        assertThat(codes(TlsContext.client(none, now))).isEmpty();
        Tls half = new Tls(secret(good.certificate()), Optional.empty(), Optional.empty());
        assertThat(codes(TlsContext.server(half, now))).containsExactly("PAR-1161");
    }

    @Test
    void textsThatAreNoPemAreAllReportedAtOnce() {
        assertThat(server("nothing", "of the kind", secret("at all")))
                .containsExactly("PAR-1162", "PAR-1163", "PAR-1168");
        String cut = good.certificate().substring(0, 400);
        assertThat(server(cut, good.key(), Optional.empty())).containsExactly("PAR-1162");
        String damaged = good.certificate().replaceFirst("\n....", "\nAAAA");
        assertThat(server(damaged, good.key(), Optional.empty())).containsExactly("PAR-1162");
    }

    @Test
    void aKeyOfAnotherCertificateIsFound() {
        Issued other = authority.issue("other", Kind.EC);
        Issued third = authority.issue("third", Kind.EC);
        assertThat(server(good.certificate(), other.key(), Optional.empty()))
                .containsExactly("PAR-1164");
        assertThat(server(third.certificate(), other.key(), Optional.empty()))
                .containsExactly("PAR-1164");
        assertThat(server(other.certificate(), other.key(), Optional.empty())).isEmpty();
    }

    @Test
    void certificatesOutOfTheirTimeAreFound() {
        Instant past = now.minus(Duration.ofDays(3));
        Issued old = authority.issue("old", Kind.EC, past, now.minus(Duration.ofDays(1)));
        Issued future =
                authority.issue(
                        "new", Kind.EC, now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(2)));
        assertThat(server(old.certificate(), old.key(), Optional.empty()))
                .containsExactly("PAR-1165");
        assertThat(server(future.certificate(), future.key(), Optional.empty()))
                .containsExactly("PAR-1166");
    }
}
