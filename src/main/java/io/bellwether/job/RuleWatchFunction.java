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
 * as on a machine of a cluster that does not have it, says nothing; one that had rule files and has none is refused.
 */
public final class RuleWatchFunction extends ProcessFunction<Long, RuleUpdate> {

    private static final long serialVersionUID = 1L;

    /** {@code rules.rejected} and {@code rules.accepted}; the subject is the directory. */
    public static final OutputTag<Signal> SIGNALS =
            new OutputTag<>("rule-signals", CodecTypeInfo.of(SignalCodec.INSTANCE));

    /** A volume that is not mounted and a checkout half way look like this; an intention is written down. */
    private static final String GONE = "has no rule file any more: bring them back, or, where there are to be no rules,"
            + " leave a file with rules: []";

    private static final Logger LOG = LoggerFactory.getLogger(RuleWatchFunction.class);

    private final String directory;
    private final String start;
    private final RuleJudge judge;
    private final boolean startedWithFiles;
    private transient RuleLooks looks;
    /** Whether there were rule files, at the start or at a look since. */
    private transient boolean hadFiles;

    /**
     * @param start id of the job's start
     * @param startedWithFiles whether the directory had rule files then
     */
    RuleWatchFunction(Path directory, String start, RuleJudge judge, boolean startedWithFiles) {
        this.directory = directory.toString();
        this.start = start;
        this.judge = judge;
        this.startedWithFiles = startedWithFiles;
    }

    @Override
    public void open(OpenContext context) {
        hadFiles = startedWithFiles;
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
        if (unreadable.isEmpty() && hadFiles && texts.files().isEmpty()) {
            unreadable.add(new YamlProblem(directory, 0, 0, "", true, GONE));
        }
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
            hadFiles |= !news.texts().files().isEmpty();
            LOG.info("Rules of {} have version {}", directory, news.version());
            out.collect(new RuleUpdate(start, news.texts()));
            context.output(SIGNALS, signal(Signal.Kind.RULES_ACCEPTED, now, Map.of("version", news.version())));
        }
    }

    private Signal signal(Signal.Kind kind, long now, Map<String, String> detail) {
        return Signal.ofNoCase(kind, directory, 0, now, detail);
    }
}
