package io.bellwether.webhook;

import io.bellwether.notify.FallbackReceiver;
import io.bellwether.notify.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Which receivers are not told of alerts, and what the fallback receiver is to hear of that. Owned by
 * {@link DeliveryOperator}, which delivers it as all else: in operator state is since when each is in trouble.
 */
final class Troubles {

    private static final MapStateDescriptor<String, Long> SINCE =
            new MapStateDescriptor<>("deliveryTroubles", Types.STRING, Types.LONG);

    private FallbackReceiver fallback;
    private final BroadcastState<String, Long> since;
    private final List<Notification> news = new ArrayList<>();

    /** @param fallback null where nobody is told */
    Troubles(FallbackReceiver fallback, OperatorStateStore store) throws Exception {
        this.fallback = fallback;
        this.since = store.getBroadcastState(SINCE);
    }

    /**
     * The routing file names another fallback, or nobody: who was told of troubles hears that they are over there, and the other
     * hears of them when they show again.
     */
    void follow(FallbackReceiver other, long now) throws Exception {
        if (Objects.equals(fallback, other)) {
            return;
        }
        if (fallback != null) {
            for (Map.Entry<String, Long> trouble : since.immutableEntries()) {
                news.add(fallback.ends(trouble.getKey(), trouble.getValue(), now));
            }
        }
        since.clear();
        fallback = other;
    }

    /** A receiver lets nobody in. */
    void refuses(String receiver, String word, long now) throws Exception {
        begin(receiver, word, "It lets nobody in (" + word + "): " + Advice.of(word) + ". Its alerts wait.", now);
    }

    /** Changes for a receiver were given up; whoever took it out of the file knows that. */
    void gaveUp(FailedDelivery failed) throws Exception {
        if (!failed.reason().equals(Abandonment.RECEIVER_REMOVED)) {
            String text = "Changes for it were given up (" + failed.reason()
                    + "); they are in the topic of failed deliveries.";
            begin(failed.receiver(), failed.reason(), text, failed.at());
        }
    }

    /** It took a message. */
    void works(String receiver, long now) throws Exception {
        Long began = fallback == null ? null : since.get(receiver);
        if (began != null) {
            since.remove(receiver);
            news.add(fallback.ends(receiver, began, now));
        }
    }

    private void begin(String receiver, String reason, String text, long now) throws Exception {
        boolean told = fallback == null || fallback.receiver().equals(receiver) || since.contains(receiver);
        if (!told) {
            since.put(receiver, now);
            news.add(fallback.begins(receiver, reason, text, now));
        }
    }

    /** What is to be told, once. */
    List<Notification> take() {
        List<Notification> taken = List.copyOf(news);
        news.clear();
        return taken;
    }
}
