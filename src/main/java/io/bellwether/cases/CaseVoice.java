package io.bellwether.cases;

import io.bellwether.event.Actor;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Signal;
import io.bellwether.quality.Mood;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** What is said in cases: the sentiment of both sides, the customer's mood. */
final class CaseVoice {

    private static final List<String> CUSTOMER = List.of("customer");
    private static final List<String> AGENT = List.of("agent");

    private final CaseEmitter emitter;
    private final FoldedFacts facts;
    private final CaseTopics topics;
    private final CaseCoaching coaching;

    CaseVoice(CaseEmitter emitter, FoldedFacts facts, CaseTopics topics, CaseCoaching coaching) {
        this.emitter = emitter;
        this.facts = facts;
        this.topics = topics;
        this.coaching = coaching;
    }

    /** Takes a message. */
    void fold(CaseCore core, ServiceEvent event) {
        if (!event.isMessage() || event.visibility() == Visibility.PRIVATE) {
            return;
        }
        if (event.actor() == Actor.AGENT && !event.automated()) {
            core.replies++;
            CaseLife.heard(core);
            coaching.wrote();
        }
        topics.message(event);
        if (event.sentiment() == null || event.actor() != Actor.CUSTOMER && event.actor() != Actor.AGENT) {
            return;
        }
        List<String> side = event.actor() == Actor.CUSTOMER ? CUSTOMER : AGENT;
        double score = event.sentiment();
        emitter.timing(Measure.SENTIMENT_SCORE, side, event.time(), Math.round(score * 1e6));
        if (score <= Mood.NEGATIVE) {
            emitter.count(Measure.SENTIMENT_NEGATIVE, side, event.time(), 1);
        } else if (score >= -Mood.NEGATIVE) {
            emitter.count(Measure.SENTIMENT_POSITIVE, side, event.time(), 1);
        }
        if (event.actor() == Actor.AGENT) {
            coaching.wrote(score, event.time());
        }
        if (event.actor() == Actor.CUSTOMER) {
            mood(core, core.mood.after(score, event.time()), event.time());
        }
    }

    private void mood(CaseCore core, Mood next, long time) {
        if (next.angry() != core.mood.angry()) {
            Signal.Kind kind = next.angry() ? Signal.Kind.CASE_ANGRY_CUSTOMER : Signal.Kind.CASE_CALMED;
            Map<String, String> detail = Map.of(
                    "mean", hundredths(next.mean()),
                    "messages", Integer.toString(next.count()),
                    "score", Long.toString(next.contactScore()));
            emitter.signal(new Signal(
                    kind,
                    facts.caseId().id(),
                    facts.caseId().source(),
                    "",
                    0,
                    0,
                    time,
                    0,
                    0,
                    0,
                    core.backfill,
                    facts.dimensions(),
                    detail));
        }
        core.mood = next;
    }

    /** A number with two decimals, as {@code %.2f} writes it, which takes a hundred times the memory. */
    static String hundredths(double value) {
        String size = BigDecimal.valueOf(Math.abs(value))
                .setScale(2, RoundingMode.HALF_UP)
                .toPlainString();
        return Double.compare(value, 0) < 0 ? "-" + size : size;
    }

    /** The case is done: nobody is angry any more. */
    void calm(CaseCore core, long time) {
        if (core.mood.angry()) {
            mood(core, core.mood.calmed(), time);
        }
    }
}
