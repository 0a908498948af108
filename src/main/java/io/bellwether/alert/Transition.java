package io.bellwether.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A change of an alert. {@code (alertId, startsAt)} names the episode, {@code seq} the change in it: the three together
 * are the same after a restart, so receivers may drop repetitions.
 *
 * @param alertId of the rule and its identity labels (or case, clock and repetition); never of severity, value or text
 * @param uid of the rule
 * @param ruleVersion of the rule set that decided
 * @param seq from 1 in each episode
 * @param reason for FIRING {@code crossed}, {@code no_data}, {@code limit} or the signal's name, for SEVERITY_CHANGED {@code escalated}, {@code eased} or {@code no_data},
 *     for RESOLVED {@code recovered}, {@code no_data}, {@code inactive_time}, {@code rule_changed}, {@code rule_removed}, or how the signal ended
 *     ({@code fulfilled}, {@code cancelled}, {@code retracted}, {@code superseded}, {@code breached}, …)
 * @param severity now; for RESOLVED the last one
 * @param previousSeverity empty for FIRING
 * @param value of the window in the metric's unit, NaN if none; for signals of a clock the seconds consumed
 * @param threshold that decided, in the same unit, NaN if none; for signals of a clock the target in seconds
 * @param usual what a rule with a baseline compared the value with, in the same unit, NaN if nothing
 * @param samples how many values stand behind the number
 * @param startsAt when the condition began to hold, epoch ms event time
 * @param at window end or time of the signal, epoch ms event time
 * @param labels identity labels and the rule's own
 * @param subject the case's id for signal rules, else empty; never a tag
 * @param source the system whose id the subject is, else empty
 * @param shadow recorded, never notified
 * @param drivers what does most to it, the most first; empty where its rule asks for none, nothing stands out, and of an end
 */
public record Transition(
        String alertId,
        String uid,
        String ruleVersion,
        long seq,
        Kind kind,
        String reason,
        String severity,
        String previousSeverity,
        double value,
        double threshold,
        double usual,
        long samples,
        long startsAt,
        long at,
        String title,
        String text,
        Map<String, String> labels,
        String subject,
        String source,
        String runbook,
        String dashboard,
        boolean shadow,
        List<Driver> drivers) {

    public Transition {
        drivers = List.copyOf(drivers);
    }

    /** What changed. */
    public enum Kind implements Coded {
        FIRING(0),
        SEVERITY_CHANGED(1),
        RESOLVED(2);

        /** By their codes in state. */
        public static final CodeTable<Kind> CODES = new CodeTable<>(Kind.class);

        private final int code;
        private final String wireName;

        Kind(int code) {
            this.code = code;
            this.wireName = name().toLowerCase(Locale.ROOT);
        }

        @Override
        public int code() {
            return code;
        }

        /** The name in tags and payloads. */
        public String wireName() {
            return wireName;
        }
    }

    /** One line of JSON: {@link #writeFields}, then whether it is recorded alone. */
    public String toJson() {
        return TransitionJson.line(this);
    }

    /**
     * The fields in this record's order by their names in payloads, times in RFC 3339, NaN as null; {@code usual} and {@code
     * drivers} only where there are any.
     */
    public void writeFields(JsonGenerator json) throws IOException {
        TransitionJson.write(this, json);
    }

    /** The same news for who hears of the episode for the first time. */
    public Transition asFiring() {
        return asFiring(at);
    }

    /** The same, told at another time. */
    Transition asFiring(long then) {
        return as(Kind.FIRING, "", then, drivers);
    }

    /** The same, saying what drives it. */
    Transition drivenBy(List<Driver> parts) {
        return as(kind, previousSeverity, at, parts);
    }

    private Transition as(Kind newKind, String previous, long then, List<Driver> parts) {
        return new Transition(
                alertId,
                uid,
                ruleVersion,
                seq,
                newKind,
                reason,
                severity,
                previous,
                value,
                threshold,
                usual,
                samples,
                startsAt,
                then,
                title,
                text,
                labels,
                subject,
                source,
                runbook,
                dashboard,
                shadow,
                parts);
    }

    /** The tags of its row in {@code alert_events}, sorted: what many changes have in common, so never an id. */
    TreeMap<String, String> tags() {
        TreeMap<String, String> tags = new TreeMap<>();
        eachTag(tags::put);
        return tags;
    }

    /** Hands the same over in their order. Its own come before labels of the same name. */
    void eachTag(BiConsumer<String, String> to) {
        boolean sorted = labels instanceof TreeMap<String, String> tree && tree.comparator() == null;
        String[] own = shadow
                ? new String[] {"rule", uid, "severity", severity, "shadow", "true", "transition", kind.wireName()}
                : new String[] {"rule", uid, "severity", severity, "transition", kind.wireName()};
        int next = 0;
        for (Map.Entry<String, String> label : (sorted ? labels : new TreeMap<>(labels)).entrySet()) {
            String name = label.getKey();
            for (; next < own.length && own[next].compareTo(name) < 0; next += 2) {
                to.accept(own[next], own[next + 1]);
            }
            boolean isOwn = next < own.length && own[next].equals(name);
            if (!isOwn && !label.getValue().isEmpty()) {
                to.accept(name, label.getValue());
            }
        }
        for (; next < own.length; next += 2) {
            to.accept(own[next], own[next + 1]);
        }
    }

    /** The fields of its row; {@code end_ms} is {@code at}, which the row's time may not be. */
    TreeMap<String, Object> fields() {
        TreeMap<String, Object> fields = new TreeMap<>();
        fields.put("alert_id", alertId);
        fields.put("title", AlertTexts.inOneLine(title));
        fields.put("text", AlertTexts.inOneLine(text));
        fields.put("starts_at", startsAt);
        fields.put("end_ms", at);
        fields.put("reason", reason);
        if (Double.isFinite(value)) {
            fields.put("value", value);
        }
        if (Double.isFinite(threshold)) {
            fields.put("threshold", threshold);
        }
        if (Double.isFinite(usual)) {
            fields.put("usual", usual);
        }
        if (!drivers.isEmpty()) {
            fields.put("drivers", AlertTexts.inOneLine(Driver.inWords(drivers)));
        }
        return fields;
    }
}
