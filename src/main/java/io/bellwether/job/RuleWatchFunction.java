package io.bellwether.job;

import io.bellwether.metric.Signal;
import io.bellwether.metric.SignalCodec;
import io.bellwether.rule.RuleTexts;
import io.bellwether.rule.RuleUpdate;
import io.bellwether.state.CodecTypeInfo;
import io.bellwether.yaml.YamlProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the directory of rules at every tick, and sends what can be taken when it is other than before, or when the job has
 * just started: who keeps what is in force knows best whether it is news. Of what cannot be taken a signal says so, until
 * something can.
 *
 * <p>Without state: after a restart it tells again, which changes nothing for those who know. A directory that was never there,
 * as on a machine of a cluster that does not have it, says nothing.
 */
public final class RuleWatchFunction extends ProcessFunction<Long, RuleUpdate> {

    private static final long serialVersionUID = 1L;

    /** {@code rules.rejected} and {@code rules.accepted}; the subject is the directory. */
    public static final OutputTag<Signal> SIGNALS =
            new OutputTag<>("rule-signals", CodecTypeInfo.of(SignalCodec.INSTANCE));

    private static final Logger LOG = LoggerFactory.getLogger(RuleWatchFunction.class);

    private final String directory;
    private final String start;
    private final RuleJudge judge;
    private transient RuleLooks looks;

    /** @param start id of the job's start */
    RuleWatchFunction(Path directory, String start, RuleJudge judge) {
        this.directory = directory.toString();
        this.start = start;
        this.judge = judge;
    }

    @Override
    public void open(OpenContext context) {
        looks = new RuleLooks((texts, problems) -> judge.judge(texts, System.getenv(), problems));
    }

    @Override
    public void processElement(Long tick, Context context, Collector<RuleUpdate> out) {
        Path path = Path.of(directory);
        List<YamlProblem> unreadable = new ArrayList<>();
        if (!Files.isDirectory(path)) {
            if (looks.isFirst()) {
                return;
            }
            unreadable.add(new YamlProblem(directory, 0, 0, "", true, "is not a directory"));
        }
        RuleTexts texts = unreadable.isEmpty() ? RuleTexts.read(path, unreadable) : RuleTexts.none();
        RuleLooks.News news = looks.look(texts, unreadable);
        if (news != null) {
            tell(news, context, out);
        }
    }

    private void tell(RuleLooks.News news, Context context, Collector<RuleUpdate> out) {
        long now = context.timerService().currentProcessingTime();
        if (news.texts() == null) {
            LOG.warn("Rules and routing of {} are refused, the old ones stay: {}", directory, news.problem());
            context.output(SIGNALS, signal(Signal.Kind.RULES_REJECTED, now, Map.of("problem", news.problem())));
        } else {
            LOG.info("Rules of {} have version {}", directory, news.version());
            out.collect(new RuleUpdate(start, news.texts()));
            context.output(SIGNALS, signal(Signal.Kind.RULES_ACCEPTED, now, Map.of("version", news.version())));
        }
    }

    private Signal signal(Signal.Kind kind, long now, Map<String, String> detail) {
        return new Signal(kind, directory, "", "", 0, 0, now, 0, 0, 0, false, Map.of(), detail);
    }
}
