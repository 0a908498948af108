package io.bellwether.backtest;

import io.bellwether.alert.AlertLines;
import io.bellwether.file.Unusable;
import io.bellwether.notify.Routing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What rules would have done in a history: their episodes, held against what is known of it. A replay evaluated them, by
 * the same operators and in the same event time as a live job.
 *
 * @param span what the history covers
 * @param events of it
 * @param truth what is known to have gone wrong; null where nobody said, which is another thing than nothing
 * @param learning the rules that say nothing before they have learnt
 * @param silent the rules that told nothing, and why
 * @param messages what receivers get by the routes; null where nobody is told
 */
public record Backtest(
        Covered span,
        long events,
        List<Episode> episodes,
        List<KnownIncident> truth,
        List<Learning> learning,
        List<SilentRule> silent,
        List<Message> messages,
        Options options) {

    /**
     * How it is judged.
     *
     * @param shiftMillis length of the shift that pages are counted by
     * @param settleMillis how long after the end of an incident an alert may still begin because of it
     */
    public record Options(long shiftMillis, long settleMillis) {}

    public Backtest {
        episodes = List.copyOf(episodes);
        learning = List.copyOf(learning);
        silent = List.copyOf(silent);
        messages = messages == null ? null : List.copyOf(messages);
    }

    /** The episodes in a file of changes that a replay wrote. */
    public static List<Episode> episodes(Path alerts) throws IOException {
        return Episode.of(AlertLines.read(alerts));
    }

    /** The messages by which receivers are told of them; null where there are no routes. */
    public static List<Message> messages(Path alerts, Routing routing, Covered span) throws IOException {
        return routing.isEmpty() ? null : Message.of(AlertLines.read(alerts), routing, span.to());
    }

    /**
     * The incidents of these files; null where there are no files.
     *
     * @throws Unusable where a file cannot be read, or a line of it
     */
    public static List<KnownIncident> truth(List<Path> files) throws Unusable {
        return files.isEmpty() ? null : KnownIncident.read(files);
    }

    /** The verdict; null where nothing is known to judge by. */
    Hindsight hindsight() {
        return truth == null ? null : Hindsight.of(episodes, truth, options.settleMillis());
    }

    /** The rules that had not learnt enough to tell of an incident. */
    List<Learning> stillLearning(KnownIncident incident) {
        return learning.stream()
                .filter(rule -> rule.knowsNothingOf(incident, span.from()))
                .toList();
    }

    /** Episodes that would be told: those of rules in {@code mode: shadow} would not. */
    List<Episode> live(Predicate<Episode> which) {
        return episodes.stream()
                .filter(episode -> !episode.shadow() && which.test(episode))
                .toList();
    }

    double pagesPerShift(Predicate<Episode> which) {
        return live(which).stream().filter(Episode::isPage).count() / shifts();
    }

    double changesPerShift(Predicate<Episode> which) {
        return live(which).stream().mapToInt(Episode::changes).sum() / shifts();
    }

    /** How many messages receivers get in a shift. */
    double messagesPerShift(Predicate<Message> which) {
        return messages.stream().filter(which).count() / shifts();
    }

    /** The most that all receivers together get in one shift, the first of which begins with the history. */
    long busiestShift() {
        Map<Long, Long> byShift = messages.stream()
                .collect(Collectors.groupingBy(
                        message -> Math.floorDiv(message.at() - span.from(), options.shiftMillis()),
                        Collectors.counting()));
        return byShift.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Those who get a message, by name. */
    List<String> receivers() {
        return messages.stream().map(Message::receiver).distinct().sorted().toList();
    }

    double shifts() {
        return span.shifts(options.shiftMillis());
    }
}
