package io.bellwether.cases;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.quality.Doubt;
import io.bellwether.quality.Rating;
import java.util.List;

/** Satisfaction: how cases are rated, how many of those who were asked rate them, and which ratings are doubtful. */
final class CaseSurveys {

    private final CaseEmitter emitter;
    private final CaseCustomer customer;
    private final CaseCoaching coaching;

    CaseSurveys(CaseEmitter emitter, CaseCustomer customer, CaseCoaching coaching) {
        this.emitter = emitter;
        this.customer = customer;
        this.coaching = coaching;
    }

    /** Takes a survey that is requested or answered. */
    void fold(CaseCore core, ServiceEvent event) {
        if (event.type() == EventType.SURVEY_REQUESTED) {
            List<String> kind = List.of(event.surveyKind().name());
            emitter.count(Measure.SATISFACTION_REQUESTED, kind, event.time(), 1);
            emitter.count(Measure.SURVEYS_REQUESTED, kind, event.time(), 1);
            core.asked = core.asked.with(event.surveyKind(), new SurveysAsked.Asked(event.time(), false));
        } else if (event.type() == EventType.SURVEY_ANSWERED) {
            Rating rating = Rating.of(event);
            Rating latest = core.rated(rating);
            Rating before = isOfAnotherSurvey(core, latest) ? null : latest;
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

    /** Whether the survey was requested again since it was answered: the next answer is to that, and changes nothing. */
    private static boolean isOfAnotherSurvey(CaseCore core, Rating latest) {
        SurveysAsked.Asked asked = latest == null ? null : core.asked.of(latest.kind());
        return asked != null && !asked.answered() && asked.at() >= latest.time();
    }

    /** Counts the answer as doubtful if it says the opposite of how the customer wrote; one that it changes no more. */
    private void contradicts(CaseCore core, Rating before, Rating rating) {
        int bit = CaseBits.CONTRADICTED << rating.kind().code();
        if (before != null && CaseBits.has(core, bit)) {
            doubtful(before, -1);
        }
        boolean contradicts = Doubt.contradicts(rating, core.mood);
        CaseBits.note(core, bit, contradicts);
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
