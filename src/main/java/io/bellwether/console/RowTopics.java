package io.bellwether.console;

import io.bellwether.settings.KafkaSettings;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** The topics that the job keeps at what is so now, each by the name of its setting, and the rows that pages get of them. */
final class RowTopics {

    private final Map<String, TopicRows> rows = new TreeMap<>(Map.of(
            "clocks", TopicRows.ofClocks(), "contacts", TopicRows.ofContacts(), "presence", TopicRows.ofPresence()));
    private final Map<String, Zipped> zipped = new HashMap<>();

    private record Zipped(byte[] plain, byte[] zipped) {}

    /** Begins to read those that are set. */
    void open(KafkaSettings kafka, Clock clock, Map<String, TopicTail> tails) {
        Properties client = kafka.clientProperties();
        kafka.ofRows()
                .forEach((name, topic) -> tails.put(name, new TopicTail(client, topic, clock, into(rows.get(name)))));
    }

    private static TopicTail.Reader into(TopicRows rows) {
        return new TopicTail.Reader() {
            @Override
            public void take(byte[] key, byte[] value) {
                if (key != null) {
                    rows.take(new String(key, StandardCharsets.UTF_8), value);
                }
            }

            @Override
            public void begins() {
                rows.begins();
            }

            @Override
            public void reached() {
                rows.reached();
            }
        };
    }

    Set<String> names() {
        return rows.keySet();
    }

    /** What has changed since this was asked last of the topic; null where nothing has. */
    byte[] step(String name) {
        return rows.get(name).step();
    }

    /**
     * Answers with all rows of a topic.
     *
     * @param plainly whether packing them takes longer than the way
     */
    void answer(Context context, String name, boolean plainly) {
        byte[] plain = rows.get(name).whole();
        context.contentType("application/json");
        if (plainly) {
            context.result(plain);
            return;
        }
        Zipped packed;
        synchronized (this) {
            packed = zipped.get(name);
            if (packed == null || packed.plain() != plain) {
                packed = new Zipped(plain, Assets.zipped(plain));
                zipped.put(name, packed);
            }
        }
        Assets.send(context, packed.plain(), packed.zipped());
    }
}
