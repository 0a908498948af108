package io.bellwether.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.control.AlertLine;
import io.bellwether.rule.RuleContext;
import io.bellwether.rule.RuleFileException;
import io.bellwether.rule.RuleLint;
import io.bellwether.rule.RuleReader;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.RuleTexts;
import io.bellwether.yaml.YamlProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules that the files of the settings' folder say, and what alerts tell of them; checks copies of the files. Nothing is
 * written: the folder, and whatever repository it comes from, stays the place of truth.
 */
final class RuleDesk {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger LOG = LoggerFactory.getLogger(RuleDesk.class);
    private static final long LOOK_MILLIS = 2_000;

    private final Path folder;
    private final RuleContext context;
    private final AlertsView alerts;
    private final Clock clock;
    private RuleTexts texts = RuleTexts.none();
    private RuleSet rules = RuleSet.none();
    private List<YamlProblem> problems = List.of();
    /** Those that rule files name. A copy gets no others: what is wrong with it is told to whoever looks, with its values. */
    private Map<String, String> variables = Map.of();

    private String digest = "";
    private long lookedAt;

    /** @param context what the settings have rules read against */
    RuleDesk(Path folder, RuleContext context, AlertsView alerts, Clock clock) {
        this.folder = folder;
        this.context = context;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Reads the files again where they changed. Those of files with an error stay out of force, as in the job. */
    private void look() {
        long now = clock.millis();
        if (!digest.isEmpty() && now - lookedAt < LOOK_MILLIS) {
            return;
        }
        lookedAt = now;
        List<YamlProblem> unreadable = new ArrayList<>();
        texts = RuleTexts.read(folder, unreadable);
        String next = texts.digest() + Files.isDirectory(folder) + unreadable;
        if (next.equals(digest)) {
            return;
        }
        digest = next;
        problems = RuleLint.check(folder, context);
        try {
            rules = RuleSet.load(folder, context);
            variables = RuleReader.of(context)
                    .check(texts, context.environment(), new ArrayList<>())
                    .texts()
                    .variables();
        } catch (RuleFileException e) {
            // said by the lint already; what held before goes on to hold
            LOG.debug("Rules of {} are refused", folder, e);
        }
    }

    /** The rules, with what alerts tell of each. */
    synchronized byte[] all() {
        look();
        ObjectNode json = JSON.createObjectNode();
        json.put("folder", folder.toString()).put("version", rules.version());
        ArrayNode files = json.putArray("files");
        new TreeMap<>(texts.files()).keySet().forEach(files::add);
        ArrayNode dimensions = json.putArray("dimensions");
        context.dimensions().stream().sorted().forEach(dimensions::add);
        problems(json, problems);
        Map<String, List<AlertLine>> told = alerts.byRule();
        ArrayNode list = json.putArray("rules");
        rules.rules().forEach(rule -> {
            ObjectNode one = RuleJson.of(rule);
            one.set("told", told(told.getOrDefault(rule.uid(), List.of())));
            list.add(one);
        });
        return TreeBytes.of(json);
    }

    /** How many of a rule's alerts fire, and the last change of any; null where nothing is known of them. */
    private static ObjectNode told(List<AlertLine> lines) {
        AlertLine last = null;
        for (AlertLine line : lines) {
            last = last == null || line.text("at").compareTo(last.text("at")) > 0 ? line : last;
        }
        if (last == null) {
            return null;
        }
        ObjectNode json = JSON.createObjectNode();
        json.put("firing", lines.stream().filter(AlertLine::isFiring).count());
        json.put("alerts", lines.size());
        for (String field : List.of("at", "transition", "severity", "value", "threshold", "labels", "rule_version")) {
            if (last.newest().has(field)) {
                json.set(field, last.newest().path(field));
            }
        }
        return json;
    }

    /** The text of a file; null where there is none of that name among rule files. */
    synchronized String text(String name) {
        look();
        return texts.files().get(name);
    }

    private synchronized Map<String, String> variables() {
        look();
        return variables;
    }

    /** What is wrong or unwise where that file said that, as {@code rules check} tells it. */
    byte[] check(String name, String text) {
        ObjectNode json = JSON.createObjectNode();
        problems(json, RuleLint.check(folder, Map.of(name, text), context.with(variables())));
        return TreeBytes.of(json);
    }

    /**
     * The rules of that text alone, with the hours that the routing file beside it names.
     *
     * @throws IllegalArgumentException where they cannot be read
     */
    RuleSet rules(String name, String text) {
        RuleTexts all = RuleTexts.read(folder, new ArrayList<>());
        RuleTexts own = new RuleTexts(Map.of(name, text), Map.of(), all.routingFile(), all.routing());
        List<YamlProblem> wrong = new ArrayList<>();
        RuleSet read = RuleReader.of(context).check(own, variables(), wrong).rules();
        wrong.removeIf(problem -> !problem.error());
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(wrong.get(0).toString());
        }
        return read;
    }

    private static void problems(ObjectNode json, List<YamlProblem> all) {
        ArrayNode list = json.putArray("problems");
        for (YamlProblem problem : all) {
            list.addObject()
                    .put("file", problem.file())
                    .put("line", problem.line())
                    .put("column", problem.column())
                    .put("field", problem.field())
                    .put("error", problem.error())
                    .put("message", problem.message());
        }
    }
}
