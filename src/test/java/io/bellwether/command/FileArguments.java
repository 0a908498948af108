package io.bellwether.command;

import io.bellwether.command.BadInputs.Kind;
import java.util.Map;
import java.util.TreeMap;

/** Which arguments of commands name files, and the command lines in which they are tried. */
final class FileArguments {

    private FileArguments() {}

    /** Every argument of every command that names a file or a folder; one that is not here fails the test. */
    static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("run --config", Kind.SETTINGS),
            Map.entry("run --rules", Kind.RULES_AND_ROUTES),
            // looked at when the job starts (StateFolderTest)
            Map.entry("run --state", Kind.OUTPUT_FOLDER),
            Map.entry("check --config", Kind.SETTINGS),
            Map.entry("check --rules", Kind.RULES_AND_ROUTES),
            Map.entry("console --config", Kind.SETTINGS),
            Map.entry("gateway --config", Kind.SETTINGS),
            Map.entry("gateway try --mapping", Kind.TOPICS),
            Map.entry("gateway try --config", Kind.SETTINGS),
            // whatever it holds becomes something, or nothing with a reason
            Map.entry("gateway try FILE", Kind.EVENTS),
            Map.entry("gateway record FILE", Kind.SERIES),
            Map.entry("import --mapping", Kind.TOPICS),
            Map.entry("import --config", Kind.SETTINGS),
            Map.entry("import --out", Kind.OUTPUT_FILE),
            Map.entry("import FILE", Kind.CORPUS),
            Map.entry("replay --events", Kind.EVENTS),
            Map.entry("replay --out", Kind.OUTPUT_FOLDER),
            Map.entry("replay --config", Kind.SETTINGS),
            Map.entry("replay --rules", Kind.RULES_AND_ROUTES),
            Map.entry("simulate --out", Kind.OUTPUT_FILE),
            Map.entry("simulate --truth", Kind.OUTPUT_FILE),
            Map.entry("rules check DIR", Kind.RULES_AND_ROUTES),
            Map.entry("rules check --config", Kind.SETTINGS),
            Map.entry("rules test DIR", Kind.RULES_AND_ROUTES),
            Map.entry("rules test --config", Kind.SETTINGS),
            Map.entry("rules test --junit", Kind.OUTPUT_FILE),
            Map.entry("rules backtest DIR", Kind.RULES_AND_ROUTES),
            Map.entry("rules backtest --events", Kind.EVENTS),
            Map.entry("rules backtest --truth", Kind.INCIDENTS),
            Map.entry("rules backtest --against", Kind.RULES_AND_ROUTES),
            Map.entry("rules backtest --config", Kind.SETTINGS),
            Map.entry("rules baseline score --csv", Kind.SERIES),
            Map.entry("rules baseline show --csv", Kind.SERIES),
            Map.entry("plan --from", Kind.SERIES),
            Map.entry("plan --config", Kind.SETTINGS),
            Map.entry("plan --queues", Kind.SETTINGS),
            Map.entry("plan --staffed", Kind.SERIES),
            Map.entry("plan --out", Kind.OUTPUT_FILE),
            Map.entry("plan forecast --events", Kind.EVENTS),
            Map.entry("plan forecast --calendar", Kind.CALENDAR),
            Map.entry("plan forecast --out", Kind.OUTPUT_FILE),
            Map.entry("plan backtest --events", Kind.EVENTS),
            Map.entry("plan backtest --calendar", Kind.CALENDAR),
            Map.entry("influx setup --config", Kind.SETTINGS),
            Map.entry("influx check --config", Kind.SETTINGS),
            Map.entry("dashboards --out", Kind.OUTPUT_FOLDER),
            Map.entry("report --out", Kind.OUTPUT_FOLDER),
            Map.entry("report --config", Kind.SETTINGS),
            Map.entry("report --from", Kind.REPLAYED),
            Map.entry("alerts list --config", Kind.SETTINGS),
            Map.entry("alerts show --config", Kind.SETTINGS),
            Map.entry("alerts silences --config", Kind.SETTINGS),
            Map.entry("alerts ack --config", Kind.SETTINGS),
            Map.entry("alerts silence --config", Kind.SETTINGS),
            Map.entry("alerts expire --config", Kind.SETTINGS),
            Map.entry("alerts test-receiver --config", Kind.SETTINGS),
            Map.entry("alerts test-receiver --rules", Kind.RULES_AND_ROUTES),
            Map.entry("sla check FILE", Kind.POLICIES),
            Map.entry("sla check --config", Kind.SETTINGS),
            Map.entry("sla explain --events", Kind.EVENTS_OF_ONE_CASE),
            Map.entry("sla explain --config", Kind.SETTINGS),
            Map.entry("sla explain --rules", Kind.POLICIES_OF_A_FOLDER),
            Map.entry("sentiment train --data", Kind.CORPUS),
            Map.entry("sentiment train --exclude", Kind.CORPUS),
            Map.entry("sentiment train --out", Kind.OUTPUT_FILE),
            Map.entry("sentiment eval --data", Kind.CORPUS),
            Map.entry("sentiment eval --model", Kind.MODEL),
            Map.entry("sentiment eval --onnx", Kind.MODEL),
            Map.entry("sentiment eval --vocabulary", Kind.VOCABULARY),
            Map.entry("sentiment score --model", Kind.MODEL),
            Map.entry("sentiment score --topics", Kind.TOPICS),
            Map.entry("sentiment score --onnx", Kind.MODEL),
            Map.entry("sentiment score --vocabulary", Kind.VOCABULARY),
            Map.entry("bench --config", Kind.SETTINGS),
            Map.entry("bench --rules", Kind.RULES_AND_ROUTES));

    /** The rest of each command line, in which nothing is wrong. */
    static final Map<String, String> THE_REST = rest(
            "run", "--web-port {port}",
            "check", "--offline",
            "console", "--port 0",
            "gateway", "",
            "gateway try", "--source zendesk {events}",
            "gateway record", "{events}",
            "import", "--source cloudevents --out {out}/history.jsonl {arrivals}",
            "replay", "--events {events} --out {out} --quiet",
            "simulate", "--scenario surge --duration 1m --out {out}/day.jsonl",
            "rules check", "{policies}",
            "rules test", "{tested}",
            "rules backtest", "--events {events} --quiet {rules}",
            "rules baseline score", "",
            "rules baseline show", "",
            "plan", "--from {forecast} --target 80/20 --handle-time 5m",
            "plan forecast", "--events {arrivals} --until 2026-03-03T00:00:00Z --quiet",
            "plan backtest", "--events {arrivals} --quiet",
            "influx setup", "",
            "influx check", "",
            "dashboards", "",
            "report", "--period 2026-02 --out {out} --quiet",
            "alerts list", "",
            "alerts show", "9c1e",
            "alerts silences", "",
            "alerts ack", "9c1e",
            "alerts silence", "queue=vip --for 2h",
            "alerts expire", "s-1",
            "alerts test-receiver", "hook",
            "sla check", "{policies}",
            "sla explain", "--events {events} --case T-1",
            "sentiment train", "--data {corpus} --out {out}/model",
            "sentiment eval", "--data {corpus}",
            "sentiment score", "fine",
            "bench", "--events 1000 --runs 1 --quiet");

    private static Map<String, String> rest(String... pairs) {
        Map<String, String> rest = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            rest.put(pairs[i], pairs[i + 1]);
        }
        return rest;
    }
}
