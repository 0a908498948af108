package io.bellwether.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.alert.Transition;
import io.bellwether.event.Rejection;
import io.bellwether.file.SortedRuns;
import io.bellwether.influx.LineProtocol;
import io.bellwether.metric.Point;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a replay writes of points, alerts and rejected records, as lines that can be sorted. */
final class OutputLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OutputLines() {}

    /** By series and time; null where the point has no field that can be written. */
    static SortedRuns.Entry ofPoint(Point point) {
        StringBuilder line = new StringBuilder(256);
        if (!LineProtocol.append(point, line)) {
            return null;
        }
        StringBuilder key = new StringBuilder(point.measurement());
        String[] tags = point.tagPairs();
        for (int i = 0; i < tags.length; i += 2) {
            key.append('\u0001').append(tags[i]).append('\u0002').append(tags[i + 1]);
        }
        return entry(key.append('\u0000').append(padded(point.time())), line.toString());
    }

    /** By time, alert and step. */
    static SortedRuns.Entry ofTransition(Transition transition) {
        String json = transition.toJson();
        StringBuilder key = new StringBuilder(padded(transition.at()))
                .append(' ')
                .append(transition.alertId())
                .append(' ')
                .append(padded(transition.seq()));
        return entry(key.append(' ').append(json), json);
    }

    /** By file and line. */
    static SortedRuns.Entry ofRejection(Rejection rejection) {
        ObjectNode line = JSON.createObjectNode()
                .put("reason", rejection.reason().name())
                .put("detail", rejection.detail())
                .put("file", rejection.topic())
                .put("line", rejection.offset())
                .put("size", rejection.size())
                .put("sha256", rejection.sha256());
        if (rejection.isCut()) {
            line.put("truncated", true);
        }
        try {
            line.put(
                    "original",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(rejection.original()))
                            .toString());
        } catch (CharacterCodingException e) {
            line.put("original_base64", Base64.getEncoder().encodeToString(rejection.original()));
        }
        String json = line.toString();
        StringBuilder key = new StringBuilder(rejection.topic()).append(' ').append(padded(rejection.offset()));
        return entry(key.append(' ').append(json), json);
    }

    private static String padded(long number) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, 20 - digits.length())) + digits;
    }

    private static SortedRuns.Entry entry(StringBuilder key, String line) {
        return new SortedRuns.Entry(
                key.toString().getBytes(StandardCharsets.UTF_8), line.getBytes(StandardCharsets.UTF_8));
    }
}
