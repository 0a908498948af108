package io.bellwether.ruletest;

import io.bellwether.metric.Signal;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.SignalEnds;
import io.bellwether.rule.SignalRule;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the signals that a test gives. One that neither begins nor ends an alert of any rule is an error: a test of it could not fail. */
final class GivenSignalParser {

    private static final String USUAL_SOURCE = "desk";

    private final RuleSet rules;

    GivenSignalParser(RuleSet rules) {
        this.rules = rules;
    }

    /** A signal; null where there is a mistake, which was then complained about. */
    Signal parse(YamlMap input, long start) {
        YamlMap about = input.section("signal");
        Signal.Kind kind = kind(about);
        if (kind == null) {
            return null;
        }
        SignalEnds.Subject what = SignalEnds.subject(kind);
        String subject = about.required(what.key(), what.words());
        String source = what == SignalEnds.Subject.CASE ? about.text("source", USUAL_SOURCE) : "";
        String clock = about.text("clock", "");
        Map<String, String> dimensions = new TreeMap<>();
        about.names().stream()
                .filter(name -> !List.of("is", what.key(), "source", "clock").contains(name))
                .forEach(name -> dimensions.put(name, about.value(name).word("")));
        long at = start + ExpectationParser.at(input);
        long target = input.duration("target", 0);
        long consumed = input.duration("consumed", 0);
        Signal signal = new Signal(
                kind,
                subject,
                source,
                clock,
                number(input, "instance"),
                number(input, "level"),
                at,
                target,
                consumed,
                target == 0 ? 0 : at - consumed + target,
                false,
                dimensions,
                input.textByName("detail"));
        input.done();
        check(signal, about);
        return signal;
    }

    private static Signal.Kind kind(YamlMap about) {
        String name = about.required("is", "a signal, such as sla.breached");
        List<Signal.Kind> kinds = List.of(Signal.Kind.values());
        for (Signal.Kind kind : kinds) {
            if (kind.wireName().equals(name)) {
                return kind;
            }
        }
        if (!name.isEmpty()) {
            List<String> known = Arrays.stream(Signal.Kind.values())
                    .map(Signal.Kind::wireName)
                    .toList();
            about.error("is", "there is no signal " + name + Nearest.hint(name, known));
        }
        return null;
    }

    private static int number(YamlMap input, String key) {
        long number = input.whole(key, 0);
        if (number < 0 || number > 1_000_000) {
            input.error(key, "must be a number from 0 to 1000000");
            return 0;
        }
        return (int) number;
    }

    private void check(Signal signal, YamlMap about) {
        for (SignalRule rule : rules.signalRules()) {
            if (rule.opensOn(signal) || SignalEnds.ends(rule.kind(), signal.kind())) {
                return;
            }
        }
        about.error("is", "no alert of any rule begins or ends with such a signal, so nothing can come of it");
    }
}
