package io.bellwether.metric;

import static java.util.Map.entry;

import java.util.Map;

/** What stands in formulas and is no field: its name is the measure's own, its unit stands in the words. */
final class FormulaParts {

    static final Map<Measure, String> WORDS = Map.ofEntries(
            entry(Measure.SLA_CONSUMED, "seconds on the clock of an instance when it was stopped"),
            entry(Measure.QUEUE_WAIT, "seconds from entering the queue to the answer"),
            entry(Measure.INTERVAL_WAIT, "seconds from entering the queue to the answer"),
            entry(Measure.QUEUE_WAIT_LOST, "seconds from entering the queue to leaving it unanswered"),
            entry(Measure.INTERVAL_WAIT_LOST, "seconds from entering the queue to leaving it unanswered"),
            entry(Measure.QUEUE_HANDLE, "seconds from an agent's taking a contact to its end, and of the wrap-up"),
            entry(Measure.INTERVAL_HANDLE, "seconds from an agent's taking a contact to its end, and of the wrap-up"),
            entry(Measure.QUEUE_HOLD_TIME, "seconds that handled contacts were on hold"),
            entry(Measure.INTERVAL_HOLD_TIME, "seconds that handled contacts were on hold"),
            entry(Measure.QUEUE_WRAP_UP_TIME, "seconds of work after handled contacts"),
            entry(Measure.INTERVAL_WRAP_UP_TIME, "seconds of work after handled contacts"),
            entry(Measure.QUEUE_WRAPPED_UP, "handled contacts whose wrap-up is known"),
            entry(Measure.INTERVAL_WRAPPED_UP, "handled contacts whose wrap-up is known"),
            entry(
                    Measure.QUEUE_CHAT_WAIT,
                    "seconds from a customer's first message, or a bot's handing over to people, to an agent's first"),
            entry(Measure.QUEUE_CHAT_RESPONSE, "seconds from a customer's first unanswered message to an agent's next"),
            entry(
                    Measure.QUEUE_TRAILING_HANDLED,
                    "contacts handled in the half hour before the window's end, 1 where they are fewer than 20"),
            entry(
                    Measure.QUEUE_TRAILING_WORK,
                    "seconds of handling told in the half hour before the window's end, setting handle_time where fewer than 20 contacts were handled"),
            entry(
                    Measure.PLAN_AT_HAND,
                    "agents who are there (queue.staffed), where no state of any is known those of the plan"),
            entry(Measure.PLAN_STAFF_KNOWN, "1 where the plan or the agents' states say who is there"),
            entry(Measure.PLAN_HANDLE, "seconds that a contact takes"),
            entry(Measure.PLAN_PATIENCE, "seconds that customers wait in the mean before they leave"),
            entry(
                    Measure.PLAN_SHORT_FROM,
                    "start of the first interval ahead in which the plan has fewer agents than are required"),
            entry(Measure.PLAN_KNOWN, "1 where the plan has the interval"),
            entry(Measure.PLAN_AHEAD_KNOWN, "1 where the plan says who will be there"),
            entry(Measure.PLANNED_ARRIVALS_KNOWN, "1 where the plan expects so many contacts"),
            entry(Measure.PLANNED_BAND_KNOWN, "1 where the plan has a band"),
            entry(Measure.PLANNED_REQUIRED_KNOWN, "1 where the plan says it"),
            entry(Measure.PLANNED_STAFF_KNOWN, "1 where the plan says it"),
            entry(Measure.PLANNED_OVER, "1 where the interval is over"),
            entry(Measure.QUEUE_STAFFED_TAKEN, "contacts that agents have who are staffed"),
            entry(Measure.CASES_QUEUE_UNKNOWN, "cases solved whose queue nobody told"),
            entry(Measure.COHORT_QUEUE_UNKNOWN, "cases first solved whose queue nobody had told"),
            entry(Measure.CASES_TALK_UNKNOWN, "cases solved of whose messages nothing is known"),
            entry(Measure.COHORT_TALK_UNKNOWN, "cases first solved of whose messages nothing was known"),
            entry(Measure.SENTIMENT_SCORE, "score of a message, −1 to 1"),
            entry(Measure.SATISFACTION_SCORE, "an answer in its scale's own unit"),
            entry(Measure.SURVEYS_SCORE, "an answer in its scale's own unit"),
            entry(Measure.PIPELINE_LAG, "seconds from a record's time to the wall clock at which it was read"),
            entry(
                    Measure.TREND_POINTS,
                    "100 × (mean of the customer's last three scores − mean of the first three) / 2, of a solved case"),
            entry(Measure.TOPICS_SCORED, "messages of customers about the topic that have a score"),
            entry(Measure.COACHING_FIRST_REPLY, "seconds on clock first_reply when a reply of the agent stopped it"),
            entry(
                    Measure.COACHING_RESPONSE,
                    "seconds on clock first_reply or next_reply when a reply of the agent stopped it"),
            entry(Measure.COACHING_TALK, "seconds for which the agent had a contact"),
            entry(Measure.COACHING_WRAP_UP_TIME, "seconds of the agent's work after contacts"),
            entry(Measure.COACHING_MANNER, "score of a message of the agent, −1 to 1"),
            entry(
                    Measure.PLATFORM_TRAILING_NUMERATOR,
                    "sum of the units' values over the days that tomorrow's figure looks back on, today so far included"),
            entry(
                    Measure.PLATFORM_TRAILING_DENOMINATOR,
                    "number of units of the days that tomorrow's figure looks back on, today so far included"),
            entry(
                    Measure.PLATFORM_TRAILING_SQUARES,
                    "sum of the squares of the units' values over the days that tomorrow's figure looks back on"),
            entry(Measure.PLATFORM_USUAL, "number of units of the last seven whole days"));

    private FormulaParts() {}
}
