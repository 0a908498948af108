package io.bellwether.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a name leads is decided once for each attempt. */
class CheckedDnsTest {

    private MisbehavingServer server;

    @BeforeEach
    void start() throws IOException {
        server = new MisbehavingServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** A name server that is asked by somebody who lies: each time another answer. */
    private static final class Lying implements Dns {

        private final Deque<List<String>> answers = new ArrayDeque<>();
        private int asked;

        Lying(List<List<String>> answers) {
            this.answers.addAll(answers);
        }

        @Override
        public List<InetAddress> lookup(String host) throws UnknownHostException {
            asked++;
            List<InetAddress> addresses = new ArrayList<>();
            for (String address : answers.size() > 1 ? answers.poll() : answers.peek()) {
                addresses.add(InetAddress.getByName(address));
            }
            return addresses;
        }
    }

    private URI named(String host) {
        return URI.create("http://" + host + ":" + server.uri("/").getPort() + "/secret-path");
    }

    private CompletableFuture<HttpReply> post(Dns resolver, URI uri, Destination allowed) throws Exception {
        try (GuardedHttpClient own = new GuardedHttpClient(Duration.ofMillis(1_500), resolver)) {
            CompletableFuture<HttpReply> reply = own.send("POST", uri, allowed, Map.of(), new byte[] {'x'});
            reply.handle((done, failure) -> done).get(10, TimeUnit.SECONDS);
            return reply;
        }
    }

    @Test
    void connectsToTheAddressThatWasChecked() throws Exception {
        Destination named = new Destination(Set.of("hooks.example"), Set.of("hooks.example"), Set.of());
        Lying dns = new Lying(List.of(List.of("127.0.0.1"), List.of("192.0.2.1")));
        assertThat(outcome(post(dns, named("hooks.example"), named))).isEqualTo(new HttpOutcome.Ok());
        assertThat(dns.asked).as("lookups of an attempt").isEqualTo(1);
        assertThat(server.requests().get(0).headers())
                .containsEntry("host", "hooks.example:" + server.uri("/").getPort());
    }

    /** DNS rebinding: public when it is checked, private when it is connected to. */
    @Test
    void aNameThatTurnsPrivateGetsNoByte() throws Exception {
        Destination plain = new Destination(Set.of("hooks.example"), Set.of(), Set.of());
        for (Lying dns : List.of(
                new Lying(List.of(List.of("192.0.2.1"), List.of("127.0.0.1"))),
                new Lying(List.of(List.of("192.0.2.1", "127.0.0.1"))),
                new Lying(List.of(List.of("127.0.0.1", "192.0.2.1"))),
                new Lying(List.of(List.of("::ffff:127.0.0.1"))))) {
            HttpOutcome first = outcome(post(dns, named("hooks.example"), plain));
            assertThat(first).isNotInstanceOf(HttpOutcome.Ok.class);
            HttpOutcome second = outcome(post(dns, named("hooks.example"), plain));
            assertThat(second).isEqualTo(new HttpOutcome.Disable("blocked_address"));
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void whereOneAddressCannotBeConnectedToTheNextIsAsked() throws Exception {
        Destination named = new Destination(Set.of("hooks.example"), Set.of("hooks.example"), Set.of());
        Lying dns = new Lying(List.of(List.of("127.0.0.2", "127.0.0.1")));
        assertThat(outcome(post(dns, named("hooks.example"), named))).isEqualTo(new HttpOutcome.Ok());
        assertThat(server.requests()).hasSize(1);
    }

    private static HttpOutcome outcome(CompletableFuture<HttpReply> reply) throws Exception {
        try {
            return HttpOutcomes.of(reply.get(10, TimeUnit.SECONDS), 0);
        } catch (ExecutionException e) {
            return HttpOutcomes.of(e);
        }
    }
}
