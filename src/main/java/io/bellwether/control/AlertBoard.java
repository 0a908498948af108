package io.bellwether.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * What fires, who was told and what people said of it, put together again from the topics of alerts and of commands. Not
 * from any state of the job: so it can be asked from anywhere that reads the topics. Records may come several times and in
 * any order.
 */
public final class AlertBoard {

    private static final ObjectReader JSON = JsonMapper.builder().build().reader();
    private static final Comparator<AlertLine> NEWEST_FIRST = Comparator.comparingLong(
                    (AlertLine line) -> line.occurrence().startsAt())
            .reversed()
            .thenComparing(AlertLine::alertId);

    private final Map<String, AlertLine> byId = new TreeMap<>();
    private final LongSupplier now;
    private Controls controls = Controls.NONE;
    private int unreadable;

    /** @param now epoch ms: what is in force is judged by it */
    public AlertBoard(long now) {
        this(() -> now);
    }

    /** The same for one that goes on, as time does. */
    public AlertBoard(LongSupplier now) {
        this.now = now;
    }

    /** Takes a record of the topic of alerts. */
    public void alert(byte[] record) {
        try {
            JsonNode json = JSON.readTree(record);
            String id = json.path("alert_id").asText("");
            if (id.isEmpty() || !json.path("starts_at").isTextual()) {
                unreadable++;
                return;
            }
            byId.computeIfAbsent(id, AlertLine::new).take(json);
        } catch (IOException e) {
            unreadable++;
        }
    }

    /** Lets go of the alerts that ended first, but for so many that ended last. */
    public void forgetEnded(int most) {
        List<AlertLine> ended = new ArrayList<>(byId.values());
        ended.removeIf(line -> !line.isKnown() || line.isFiring());
        ended.sort(Comparator.comparingLong(line -> AlertLine.time(line.newest(), "at")));
        ended.subList(0, Math.max(0, ended.size() - most)).forEach(line -> byId.remove(line.alertId()));
    }

    /** Takes a record of the topic of commands. */
    public void command(byte[] record) {
        try {
            long at = now.getAsLong();
            controls = controls.apply(CommandJson.read(record, at), at).after();
        } catch (CommandException e) {
            unreadable++;
        }
    }

    /** How many records were neither. */
    public int unreadable() {
        return unreadable;
    }

    /** What people said and is in force. */
    public Controls controls() {
        return controls;
    }

    /**
     * The alerts, the newest in front.
     *
     * @param all also those that have ended
     */
    public List<AlertLine> alerts(boolean all) {
        return byId.values().stream()
                .filter(AlertLine::isKnown)
                .filter(line -> all || line.isFiring())
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** The labels of all alerts that are known, also of those that have ended. */
    public Set<String> labels() {
        Set<String> labels = new TreeSet<>();
        alerts(true).forEach(line -> labels.addAll(line.occurrence().labels().keySet()));
        return labels;
    }

    /**
     * The alerts whose id begins so; those that fire hide others.
     *
     * @return one, or none, or several where more of the id is needed
     */
    public List<AlertLine> find(String beginning) {
        List<AlertLine> found = new ArrayList<>(alerts(true));
        found.removeIf(line -> !line.alertId().startsWith(beginning));
        return found.stream().anyMatch(AlertLine::isFiring)
                ? found.stream().filter(AlertLine::isFiring).toList()
                : found;
    }

    /** The silences and acknowledgements in force, or to come, whose id begins so. */
    public List<Standing> standing(String beginning) {
        return controls.standing(now.getAsLong()).stream()
                .filter(one -> one.id().startsWith(beginning))
                .toList();
    }

    /** The alerts that fire and that a command is about. */
    public List<AlertLine> about(Standing command) {
        return alerts(false).stream()
                .filter(line -> command.isAbout(line.occurrence()))
                .toList();
    }
}
