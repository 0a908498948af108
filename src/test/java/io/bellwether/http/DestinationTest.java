package io.bellwether.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://hooks.example/x,          ''
            https://hooks.example:443/x,      ''
            https://hooks.example:8443/x,     ''
            HTTPS://Hooks.Example/x,          ''
            https://hooks.example:8080/x,     blocked_port
            http://hooks.example/x,           blocked_scheme
            ftp://hooks.example/x,            blocked_scheme
            file:///etc/passwd,               blocked_url
            https:opaque,                     blocked_url
            https://user:pw@hooks.example/x,  blocked_userinfo
            https://10.1.2.3/x,               blocked_address
            https://127.1/x,                  blocked_url
            https://2130706433/x,             blocked_address
            https://[::1]/x,                  blocked_address
            https://[::ffff:192.168.1.1]/x,   blocked_address
            https://localhost/x,              blocked_address
            https://Hooks.Localhost/x,        blocked_address
            https://192.0.2.77/x,             ''
            https://[2001:db8::1]/x,          ''
            https://10.example/x,             ''
            https://999.1.1.1/x,              blocked_url
            """)
    void strictMeansHttpsOnUsualPorts(URI uri, String reason) {
        assertThat(Destination.STRICT
                        .refusal(uri)
                        .map(Destination.Refusal::reason)
                        .orElse(""))
                .isEqualTo(reason);
    }

    @Test
    void hostsAndPortsCanBeAllowedByName() {
        Destination allowed = new Destination(Set.of("127.0.0.1", "::1"), Set.of("127.0.0.1", "::1"), Set.of(9000));
        assertThat(allowed.refusal(URI.create("http://127.0.0.1:40123/x"))).isEmpty();
        assertThat(allowed.refusal(URI.create("http://[::1]:40123/x"))).isEmpty();
        assertThat(allowed.refusal(URI.create("http://127.0.0.2:40123/x"))).isPresent();
        assertThat(allowed.refusal(URI.create("https://hooks.example:9000/x"))).isEmpty();
    }

    @Test
    void privateAddressesAreForHostsThatWereNamed() throws UnknownHostException {
        InetAddress inside = InetAddress.getByName("10.1.2.3");
        Destination allowed = new Destination(Set.of(), Set.of("relay.internal"), Set.of());
        assertThat(allowed.refusal(URI.create("https://relay.internal/x"), inside))
                .isEmpty();
        assertThat(allowed.refusal(URI.create("https://other.internal/x?key=geheim"), inside))
                .hasValueSatisfying(refusal -> {
                    assertThat(refusal.reason()).isEqualTo("blocked_address");
                    assertThat(refusal.message())
                            .contains("other.internal", "10.1.2.3")
                            .doesNotContain("geheim");
                });
    }
}
