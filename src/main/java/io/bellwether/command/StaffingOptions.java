package io.bellwether.command;

import io.bellwether.file.Unusable;
import io.bellwether.staffing.QueueTerms;
import io.bellwether.staffing.ServiceTerms;
import io.bellwether.staffing.TermsDraft;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** What queues promise and how their people work: for all of them by options, for some by a file. */
final class StaffingOptions {

    @Option(
            names = "--target",
            paramLabel = "SHARE/TIME",
            description = "Service level: 80/20 is 80 %% of all offered answered within 20 s, 90/5m within 5 minutes.")
    private String target;

    @Option(
            names = "--handle-time",
            paramLabel = "TIME",
            description = "Mean time that a contact keeps an agent, wrap-up included, at the concurrency below: 5m."
                    + " A column handle_s goes before.")
    private String handleTime;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            description = "Mean time after which a waiting customer leaves: 2m. With it Erlang A, without it Erlang C,"
                    + " in which nobody ever leaves.")
    private String patience;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Chats that an agent has at a time: 3. Default: 1.")
    private String concurrency;

    @Option(
            names = "--occupancy",
            paramLabel = "SHARE",
            description = "Agents are busy at most so much of their time. Default: 0.85.")
    private String occupancy;

    @Option(
            names = "--abandonment",
            paramLabel = "SHARE",
            description = "At most so many customers leave: 0.05. Default: no limit.")
    private String abandonment;

    @Option(
            names = "--shrinkage",
            paramLabel = "SHARE",
            description = "Paid time in which people are not there for customers (breaks, training, leave): 0.3."
                    + " Default: 0.")
    private String shrinkage;

    @Option(
            names = "--minimum",
            paramLabel = "N",
            description = "So many agents in every interval of the file, whatever comes. Default: 0.")
    private String minimum;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "chat: somebody waits for the answer. backoffice: nobody does (tickets), and the work is"
                    + " divided by interval and occupancy. Default: chat.")
    private String kind;

    @Option(
            names = "--queues",
            paramLabel = "FILE",
            description = "YAML, what is otherwise for some queues: queues: {vip: {target: 90/15, patience: 3m}}."
                    + " Its keys are these options with _ instead of -.")
    private Path queues;

    /**
     * The terms of all queues. An option goes before whatever else is said, of all queues and of single ones, so that one
     * sees what it changes; but for the file of queues, which goes before it.
     *
     * @param first what holds of all that is not said
     */
    QueueTerms terms(QueueTerms first) throws Unusable {
        Map<String, ServiceTerms> named = new TreeMap<>();
        for (Map.Entry<String, ServiceTerms> queue : first.named().entrySet()) {
            named.put(queue.getKey(), given(queue.getValue()));
        }
        QueueTerms terms = new QueueTerms(given(first.others()), named);
        return queues == null ? terms : QueueTerms.load(queues, terms);
    }

    private ServiceTerms given(ServiceTerms first) throws Unusable {
        TermsDraft draft = new TermsDraft(first);
        for (Map.Entry<String, String> given : given().entrySet()) {
            try {
                draft.set(given.getKey(), given.getValue());
            } catch (IllegalArgumentException e) {
                throw new Unusable("--" + given.getKey().replace('_', '-') + ": " + e.getMessage());
            }
        }
        return draft.terms();
    }

    /** The file of queues, or null. */
    Path queues() {
        return queues;
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("target", target);
        given.put("handle_time", handleTime);
        given.put("patience", patience);
        given.put("concurrency", concurrency);
        given.put("occupancy", occupancy);
        given.put("abandonment", abandonment);
        given.put("shrinkage", shrinkage);
        given.put("minimum", minimum);
        given.put("kind", kind);
        given.values().removeIf(value -> value == null);
        return given;
    }
}
