package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.influx.FakeInflux.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
            assertThat(Rejection.parse(rejected.message()).dropped()).isEqualTo(1);
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
            assertThat(client.write("m f=1i 1").status()).isEqualTo(WriteOutcome.NO_STATUS);
        }
    }

    private static InfluxClient client(String url, Duration timeout) {
        return new InfluxClient(WriterHarness.settings(url, 10, 10, timeout), "live");
    }
}
