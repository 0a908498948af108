package io.bellwether.cases;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Signal;
import io.bellwether.quality.Doubt;
import io.bellwether.quality.Mood;
import io.bellwether.quality.Rating;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** What is said in cases: the sentiment of both sides, the customer's mood, satisfaction. */
final class CaseVoice {

    private static final List<String> CUSTOMER = List.of("customer");
    private static final List<String> AGENT = List.of("agent");

    /** Bit of {@link CaseCore#course}, by the code of the kind: its rating was counted as one that contradicts. */
    private static final int CONTRADICTED = 1 << 9;

    private final CaseEmitter emitter;
    private final FoldedFacts facts;
    private final CaseCustomer customer;
    private final CaseTopics topics;
    private final CaseCoaching coaching;

    CaseVoice(CaseEmitter emitter, FoldedFacts facts, CaseCustomer customer, CaseTopics topics, CaseCoaching coaching) {
        this.customer = customer;
        this.emitter = emitter;
        this.facts = facts;
        this.topics = topics;
        this.coaching = coaching;
    }

    /** Takes a message or a survey. */
    void fold(CaseCore core, ServiceEvent event) {
        message(core, event);
        survey(core, event);
    }

    private void message(CaseCore core, ServiceEvent event) {
        if (!event.isMessage() || event.visibility() == Visibility.PRIVATE) {
            return;
        }
        if (event.actor() == Actor.AGENT && !event.automated()) {
            core.replies++;
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

    private void survey(CaseCore core, ServiceEvent event) {
        if (event.type() == EventType.SURVEY_REQUESTED) {
            List<String> kind = List.of(event.surveyKind().name());
            emitter.count(Measure.SATISFACTION_REQUESTED, kind, event.time(), 1);
            emitter.count(Measure.SURVEYS_REQUESTED, kind, event.time(), 1);
            core.asked = core.asked.with(event.surveyKind(), new SurveysAsked.Asked(event.time(), false));
        } else if (event.type() == EventType.SURVEY_ANSWERED) {
            Rating rating = Rating.of(event);
            Rating before = core.rated(rating);
            if (before != null) {
                rated(before, -1);
            } else {
                coaching.rated(rating);
                customer.rated(rating);
            }
            rated(rating, 1);
            contradicts(core, before, rating);
            ratedSinceAsked(core, before, rating);
        }
    }

    /** Counts the answer as doubtful if it says the opposite of how the customer wrote; one that it changes no more. */
    private void contradicts(CaseCore core, Rating before, Rating rating) {
        int bit = CONTRADICTED << rating.kind().code();
        if (before != null && (core.course & bit) != 0) {
            doubtful(before, -1);
        }
        boolean contradicts = Doubt.contradicts(rating, core.mood);
        core.course = contradicts ? core.course | bit : core.course & ~bit;
        if (contradicts) {
            doubtful(rating, 1);
        }
    }

    private void doubtful(Rating rating, int n) {
        List<String> tags = Doubt.CONTRADICTS.tags(rating.kind().name());
        emitter.count(Measure.DOUBT_RATINGS, tags, rating.time(), n);
        if (rating.satisfied()) {
            emitter.count(Measure.DOUBT_SATISFIED, tags, rating.time(), n);
        }
    }

    /** Counts the answer where its survey was requested, in the place of one that it changes. */
    private void ratedSinceAsked(CaseCore core, Rating before, Rating rating) {
        SurveysAsked.Asked asked = core.asked.of(rating.kind());
        if (asked == null) {
            return;
        }
        if (asked.answered() && before != null) {
            ratedOfAsked(before, asked.at(), -1);
        }
        ratedOfAsked(rating, asked.at(), 1);
        core.asked = core.asked.with(rating.kind(), new SurveysAsked.Asked(asked.at(), true));
    }

    private void ratedOfAsked(Rating rating, long at, int weight) {
        List<String> kind = List.of(rating.kind().name());
        emitter.timingWith(Measure.SURVEYS_REQUESTED, Measure.SURVEYS_SCORE, kind, at, rating.millionths(), weight);
        if (rating.satisfied() || rating.dissatisfied()) {
            Measure side = rating.satisfied() ? Measure.SURVEYS_SATISFIED : Measure.SURVEYS_DISSATISFIED;
            emitter.countWith(Measure.SURVEYS_REQUESTED, side, kind, at, weight);
        }
    }

    private void rated(Rating rating, int weight) {
        List<String> kind = List.of(rating.kind().name());
        if (weight > 0) {
            emitter.timing(Measure.SATISFACTION_SCORE, kind, rating.time(), rating.millionths());
        } else {
            emitter.retractTiming(Measure.SATISFACTION_SCORE, kind, rating.time(), rating.millionths());
        }
        if (rating.satisfied()) {
            emitter.count(Measure.SATISFACTION_SATISFIED, kind, rating.time(), weight);
        } else if (rating.dissatisfied()) {
            emitter.count(Measure.SATISFACTION_DISSATISFIED, kind, rating.time(), weight);
        }
    }
}
