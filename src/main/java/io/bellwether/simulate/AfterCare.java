package io.bellwether.simulate;

import io.bellwether.event.EventType;
import io.bellwether.event.SurveyKind;

/** What follows a case: refunds, disputes and surveys. */
final class AfterCare {
    private AfterCare() {}

    /** Opens a refund where the case is about one; completes it unless the refund system is down. */
    static void refund(CaseFile file) {
        QueueProfile.Refund refund = file.queue.refund();
        if (refund == null || !"refund".equals(file.category) || !file.dice.chance(refund.share())) {
            return;
        }
        double amount = file.dice.between(1_900, 89_900) / 100.0;
        file.world.journal().write(file.event(EventType.REFUND_OPENED).amount(amount));
        String queue = file.queue.name();
        file.world
                .agenda()
                .after(file.dice.time(refund.delay(), 0.6), () -> completeRefund(file, queue, amount, refund));
    }

    private static void completeRefund(CaseFile file, String queue, double amount, QueueProfile.Refund refund) {
        long downUntil = Math.max(
                file.world.effects().endOf(IncidentKind.ANGRY_REFUNDS, queue),
                file.world.effects().endOf(IncidentKind.REFUND_BACKLOG, queue));
        if (downUntil >= 0) {
            if (file.dice.chance(refund.disputed())) {
                file.world.journal().write(file.event(EventType.DISPUTE_OPENED).amount(amount));
                file.world
                        .agenda()
                        .after(
                                file.dice.time(refund.delay(), 0.6)
                                        + refund.delay().millis(),
                                () -> decide(file));
            }
            long again = downUntil + file.dice.time(refund.delay(), 1.0);
            file.world.agenda().at(again, () -> completeRefund(file, queue, amount, refund));
            return;
        }
        file.world
                .journal()
                .write(file.event(EventType.REFUND_COMPLETED).amount(amount).by("MERCHANT"));
    }

    private static void decide(CaseFile file) {
        file.world.journal().write(file.event(EventType.DISPUTE_DECIDED).by("PLATFORM"));
    }

    /** The case is over: asks some customers how it was; the answer follows their mood, and how long they waited. */
    static void survey(CaseFile file, long waitedMillis) {
        Shopper.ends(file);
        QueueProfile.Survey survey = file.queue.survey();
        if (survey == null || isPaid(file)) {
            return;
        }
        if (!file.dice.chance(survey.asked())) {
            return;
        }
        SurveyKind kind = file.dice.chance(0.85) ? SurveyKind.CSAT : SurveyKind.NPS;
        double scale = kind == SurveyKind.CSAT ? 5 : 10;
        file.world.agenda().after(1_000, () -> file.world
                .journal()
                .write(file.event(EventType.SURVEY_REQUESTED).surveyKind(kind).scale(scale)));
        if (file.dice.chance(survey.answered())) {
            double score = score(file, waitedMillis, scale);
            file.world.agenda().after(1_500 + file.dice.time(survey.delay(), 0.8), () -> file.world
                    .journal()
                    .write(file.event(EventType.SURVEY_ANSWERED)
                            .surveyKind(kind)
                            .score(score)
                            .scale(scale)
                            .agentId(file.agentId)));
        }
    }

    /** Whether the customer rates for money, and then does so; by random numbers of their own. */
    private static boolean isPaid(CaseFile file) {
        double share = file.world.effects().strength(IncidentKind.BOUGHT_RATINGS, file.queue.name());
        if (share == 0 || !Dice.of(file.world.seed(), "paid", file.caseId).chance(share)) {
            return false;
        }
        file.world.agenda().after(1_000, () -> file.world
                .journal()
                .write(file.event(EventType.SURVEY_REQUESTED)
                        .surveyKind(SurveyKind.CSAT)
                        .scale(5.0)));
        file.world.agenda().after(3_000, () -> file.world
                .journal()
                .write(file.event(EventType.SURVEY_ANSWERED)
                        .surveyKind(SurveyKind.CSAT)
                        .score(5.0)
                        .scale(5.0)
                        .agentId(file.agentId)));
        return true;
    }

    private static double score(CaseFile file, long waitedMillis, double scale) {
        double share =
                switch (file.mood) {
                    case POSITIVE -> file.dice.between(0.85, 1.0);
                    case NEUTRAL -> file.dice.between(0.6, 1.0);
                    case NEGATIVE -> file.dice.between(0.2, 0.8);
                    case ANGRY -> file.dice.between(0.0, 0.45);
                };
        double patience =
                file.queue.patience() == null ? 1e9 : file.queue.patience().millis();
        double lessForWaiting = Math.min(0.4, 0.4 * waitedMillis / patience);
        double lowest = scale == 10 ? 0 : 1;
        return Math.max(lowest, Math.rint(scale * Math.max(0, share - lessForWaiting)));
    }
}
