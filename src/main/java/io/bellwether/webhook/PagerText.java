package io.bellwether.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.alert.Driver;
import io.bellwether.alert.Transition;
import io.bellwether.webhook.words.ChatDialect;
import io.bellwether.webhook.words.ChatMessage;
import io.bellwether.webhook.words.FixedWords;
import io.bellwether.webhook.words.TextUnit;
import io.bellwether.yaml.Times;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a pager shows of one alert. */
public final class PagerText {

    private final FixedWords words;

    public PagerText(FixedWords words) {
        this.words = words;
    }

    /** What happened, title and text in one line of at most so many characters. */
    public String headline(Transition t, int most) {
        String line = words.headline(t) + (t.text().isBlank() ? "" : " – " + t.text());
        return TextUnit.UTF16.shorten(ChatMessage.inOneLine(line), most, words.shortened());
    }

    /** The text and what drives the alert, in at most so many characters. */
    public String text(Transition t, int most) {
        return TextUnit.UTF16.shorten(ChatMessage.clean(words.told(t)), most, words.shortened());
    }

    /** Where it is: the values of its labels. */
    public String source(Transition t) {
        String places = new TreeMap<>(t.labels())
                .values().stream().filter(value -> !value.isEmpty()).collect(Collectors.joining("/"));
        return TextUnit.UTF16.cut(ChatMessage.inOneLine(places.isEmpty() ? t.uid() : places), 255);
    }

    /** Those of dashboard and runbook that there are, by what they are called. */
    public Map<String, String> links(Transition t) {
        Map<String, String> links = new LinkedHashMap<>();
        if (ChatDialect.isLink(t.dashboard())) {
            links.put(words.dashboard(), t.dashboard());
        }
        if (ChatDialect.isLink(t.runbook())) {
            links.put(words.runbook(), t.runbook());
        }
        return links;
    }

    /** Adds what programs may want to know: labels, numbers and ids, as texts. */
    public static ObjectNode details(Transition t, ObjectNode into) {
        new TreeMap<>(t.labels()).forEach(into::put);
        into.put("alert_id", t.alertId()).put("rule", t.uid()).put("rule_version", t.ruleVersion());
        into.put("starts_at", Times.rfc3339(t.startsAt())).put("samples", Long.toString(t.samples()));
        if (Double.isFinite(t.value())) {
            into.put("value", Double.toString(t.value()));
        }
        if (Double.isFinite(t.threshold())) {
            into.put("threshold", Double.toString(t.threshold()));
        }
        if (!t.drivers().isEmpty()) {
            into.put("drivers", Driver.inWords(t.drivers()));
        }
        if (!t.subject().isEmpty()) {
            into.put("subject", t.subject()).put("subject_source", t.source());
        }
        return into;
    }
}
