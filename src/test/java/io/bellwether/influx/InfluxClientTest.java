package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.influx.FakeInflux.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class InfluxClientTest {

    @Test
    void repliesSayWhatTheStoreSaid() throws Exception {
        try (FakeInflux store = new FakeInflux();
                InfluxClient client = client(store.url(), Duration.ofSeconds(30))) {
            store.script.add(new Answer(429, "{\"message\":\"slow down\"}", "7"));
            store.script.add(new Answer(503, "", "Wed, 21 Oct 2015 07:28:00 GMT"));
            store.script.add(new Answer(400, "{\"message\":\"partial write: x dropped=1\"}", ""));
            WriteReply busy = client.write("m f=1i 1");
            assertThat(busy.outcome()).isEqualTo(WriteOutcome.BUSY);
            assertThat(busy.status()).isEqualTo(429);
            assertThat(busy.message()).contains("slow down");
            assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(7));
            assertThat(client.write("m f=1i 1").retryAfter()).isEqualTo(Duration.ZERO);
            WriteReply rejected = client.write("m f=1i 1");
            assertThat(rejected.outcome()).isEqualTo(WriteOutcome.REJECTED);
            assertThat(Refusal.parse(rejected.message()).dropped()).isEqualTo(1);
            assertThat(client.write("m f=1i 1").outcome()).isEqualTo(WriteOutcome.WRITTEN);
            assertThat(store.requests).hasSize(4);
        }
    }

    @Test
    void noAnswerIsAReplyToo() throws Exception {
        String url;
        try (FakeInflux store = new FakeInflux();
                InfluxClient client = client(store.url(), Duration.ofMillis(200))) {
            url = store.url();
            store.script.add(Answer.SILENCE);
            assertThat(client.write("m f=1i 1").outcome()).isEqualTo(WriteOutcome.UNREACHABLE);
        }
        try (InfluxClient client = client(url, Duration.ofSeconds(30))) {
            WriteReply none = client.write("m f=1i 1");
            assertThat(none.status()).isEqualTo(WriteOutcome.NO_STATUS);
            assertThat(none.reason()).contains("ConnectException");
        }
    }

    /** What no header can hold fails each request before it leaves; the reason names no secret. */
    @ParameterizedTest
    @ValueSource(strings = {"s3cret-t0ken\n", "s3cret-t0ken\u00e4", "s3cret\u0000t0ken", "\u5bc6\u7801-s3cret"})
    void aTokenThatNoHeaderCanHoldIsAReplyToo(String token) throws Exception {
        try (FakeInflux store = new FakeInflux();
                InfluxClient client = new InfluxClient(InfluxSettings.of(store.url(), "org", "live", token), "live")) {
            WriteReply reply = client.write("m f=1i 1");
            assertThat(reply.outcome()).isEqualTo(WriteOutcome.MISCONFIGURED);
            assertThat(reply.reason()).contains("Unexpected char").doesNotContain("s3cret", "t0ken");
            assertThat(store.requests).isEmpty();
        }
    }

    @Test
    void saysWhereARedirectLeadsAndNotWithWhat() throws Exception {
        try (FakeInflux store = new FakeInflux();
                InfluxClient client = client(store.url(), Duration.ofSeconds(30))) {
            store.script.add(Answer.redirect(302, "https://login.example/start?session=abc"));
            store.script.add(Answer.redirect(302, "/login?session=abc"));
            store.script.add(new Answer(200, "<html>", ""));
            WriteReply redirected = client.write("m f=1i 1");
            assertThat(redirected.outcome()).isEqualTo(WriteOutcome.MISCONFIGURED);
            assertThat(redirected.reason())
                    .contains("https://login.example/***")
                    .doesNotContain("session");
            assertThat(client.write("m f=1i 1").reason())
                    .contains(store.url() + "/***")
                    .doesNotContain("session");
            assertThat(client.write("m f=1i 1").outcome()).isEqualTo(WriteOutcome.MISCONFIGURED);
            assertThat(client.write("m f=1i 1").outcome()).isEqualTo(WriteOutcome.WRITTEN);
        }
    }

    private static InfluxClient client(String url, Duration timeout) {
        return new InfluxClient(WriterHarness.settings(url, 10, 10, timeout), "live");
    }
}
