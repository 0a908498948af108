package io.bellwether.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.influx.InfluxProcess;
import io.bellwether.influx.InfluxSettings;
import io.bellwether.influx.LineFile;
import io.bellwether.influx.StoreReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real InfluxDB 1.x: the wallboard shows the same of it as of the file that went in. */
class QueueFiguresITCase {

    private static final long NOW = 1_772_442_000_000L;

    @TempDir
    private Path folder;

    private static void post(String url, String body) throws Exception {
        HttpResponse<String> reply = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).as(reply.body()).isBetween(200, 204);
    }

    private static String lines() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 360; i++) {
            long pane = NOW - 3_600_000 + i * 10_000L;
            for (String queue : new String[] {"vip", "returns"}) {
                lines.append("queue,queue=" + queue + ",rollup=queue offered=" + i % 5 + "i,answered=" + i % 4
                        + "i,abandoned=1i,lost_met=0i,lost_unmet=1i,answered_in_threshold=" + i % 3 + "i,waiting="
                        + i % 7 + "i,oldest_age_s=" + i + " " + pane + "\n");
                lines.append(
                        "sla,queue=" + queue + ",clock=first_reply,rollup=queue met=3i,breached=1i " + pane + "\n");
                lines.append("sentiment,queue=" + queue + ",side=customer,rollup=queue count=2i,mean=-0.25,negative=1i "
                        + pane + "\n");
            }
            lines.append("queue,rollup=all offered=" + i + "i,waiting=9i " + pane + "\n");
            lines.append("pipeline,topic=chats events=5i " + pane + "\n");
        }
        return lines.toString();
    }

    @Test
    void theStoreShowsWhatTheFileSays() throws Exception {
        try (InfluxProcess influx = InfluxProcess.start(folder)) {
            post(influx.url() + "/query?q=CREATE+DATABASE+live", "");
            post(influx.url() + "/write?db=live&precision=ms", lines());
            LineFile file = new LineFile(Files.writeString(folder.resolve("x.lp"), lines()));
            try (StoreReader store = StoreReader.live(InfluxSettings.of(influx.url(), "any", "live", ""))) {
                JsonNode ofStore = new ObjectMapper().readTree(new QueueFigures(store, 10_000, 900_000).read(NOW));
                JsonNode ofFile = new ObjectMapper().readTree(new QueueFigures(file, 10_000, 900_000).read(NOW));
                assertThat(ofStore).isEqualTo(ofFile);
                assertThat(ofStore.path("queues").findValuesAsText("name")).containsExactly("", "returns", "vip");
                assertThat(ofStore.path("queues").get(2).path("attainment").asDouble())
                        .isEqualTo(0.75);
                assertThat(ofStore.path("newest").asLong()).isEqualTo(NOW);
            }
        }
    }
}
