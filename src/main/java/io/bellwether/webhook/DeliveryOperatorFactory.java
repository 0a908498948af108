package io.bellwether.webhook;

import io.bellwether.http.GuardedHttpClient;
import io.bellwether.notify.Circumstance;
import io.bellwether.notify.Decision;
import io.bellwether.notify.DecisionCodec;
import io.bellwether.notify.Notification;
import io.bellwether.notify.Receiver;
import io.bellwether.notify.Routing;
import io.bellwether.notify.RoutingException;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleStart;
import io.bellwether.state.CodecTypeInfo;
import io.bellwether.yaml.YamlProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;
import org.apache.flink.util.OutputTag;

/**
 * Makes the operator that delivers. To be wired as
 *
 * <pre>{@code
 * transitions.keyBy(Transition::alertId, Types.STRING)
 *         .process(new RoutingFunction(routing)).uid(...)
 *         .keyBy(Notification::groupKey, Types.STRING)
 *         .connect(circumstances.broadcast())
 *         .transform("Deliver alerts", CodecTypeInfo.of(FailedDeliveryCodec.INSTANCE), new DeliveryOperatorFactory(routing))
 *         .uid(...)
 * }</pre>
 *
 * What comes out are the changes that were given up.
 */
public final class DeliveryOperatorFactory extends AbstractStreamOperatorFactory<FailedDelivery>
        implements TwoInputStreamOperatorFactory<Notification, Circumstance, FailedDelivery> {

    private static final long serialVersionUID = 1L;

    /** What was decided of each change, beside what was given up. */
    public static final OutputTag<Decision> DECISIONS =
            new OutputTag<>("decisions", CodecTypeInfo.of(DecisionCodec.INSTANCE));

    private final Routing routing;
    private final Variables variables;
    private final Duration requestTimeout;
    private RuleStart start = RuleStart.NONE;

    /** Looks {@code ${NAME}} up in the environment, now to check and again in the process that delivers. */
    public DeliveryOperatorFactory(Routing routing) throws RoutingException {
        this(routing, Variables.ofEnvironment());
    }

    /** Looks {@code ${NAME}} up in what is given; the values travel with the job. */
    public DeliveryOperatorFactory(Routing routing, Variables variables) throws RoutingException {
        this(routing, variables, GuardedHttpClient.TOTAL_TIMEOUT);
    }

    DeliveryOperatorFactory(Routing routing, Variables variables, Duration requestTimeout) throws RoutingException {
        this.routing = routing;
        this.variables = variables;
        this.requestTimeout = requestTimeout;
        check(routing, variables);
    }

    /** The same where routing may be replaced while the job runs, which the second input brings. */
    public DeliveryOperatorFactory reloading(RuleStart of) {
        start = of;
        return this;
    }

    /** Throws with every receiver that cannot be spoken to as the file has it. */
    public static void check(Routing routing, Variables variables) throws RoutingException {
        List<YamlProblem> problems = new ArrayList<>();
        for (Receiver receiver : routing.receivers().values()) {
            try {
                Endpoint.of(receiver, variables);
            } catch (IllegalArgumentException | IllegalStateException e) {
                problems.add(new YamlProblem(
                        routing.file(), receiver.line(), 0, "receiver " + receiver.name(), true, e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new RoutingException(problems);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<FailedDelivery>> T createStreamOperator(
            StreamOperatorParameters<FailedDelivery> parameters) {
        return (T) new DeliveryOperator(
                parameters, routing, start, variables, requestTimeout, parameters.getMailboxExecutor());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return DeliveryOperator.class;
    }
}
