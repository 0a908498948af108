package io.bellwether.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.alert.Driver;
import io.bellwether.alert.Transition;
import io.bellwether.notify.Change;
import io.bellwether.notify.Remarks;
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
    public String headline(Change change, int most) {
        String text = change.transition().text();
        String line = words.headline(change) + (text.isBlank() ? "" : " – " + text);
        return TextUnit.UTF16.shorten(ChatMessage.inOneLine(line), most, words.shortened());
    }

    /** The text and what drives the alert, in at most so many characters. */
    public String text(Transition t, int most) {
        return TextUnit.UTF16.shorten(ChatMessage.clean(words.told(t)), most, words.shortened());
    }

    /** Where and since when, how late the news is, and what is told beside it; in lines. */
    public String facts(Change change, int most) {
        String facts = words.facts(change);
        for (String remark : words.remarks(change)) {
            facts += "\n" + remark;
        }
        return TextUnit.UTF16.shorten(ChatMessage.clean(facts), most, words.shortened());
    }

    /** Where it is: the values of its labels. */
    public String source(Transition t) {
        String places = new TreeMap<>(t.labels())
                .values().stream().filter(value -> !value.isEmpty()).collect(Collectors.joining("/"));
        return TextUnit.UTF16.cut(ChatMessage.inOneLine(places.isEmpty() ? t.uid() : places), 255);
    }

    /** The link to the dashboard; empty without one. */
    public String dashboard(Transition t) {
        return words.dashboardOf(t);
    }

    /** Those of dashboard and runbook that there are, by what they are called. */
    public Map<String, String> links(Transition t) {
        Map<String, String> links = new LinkedHashMap<>();
        String dashboard = dashboard(t);
        if (!dashboard.isEmpty()) {
            links.put(words.dashboard(), dashboard);
        }
        if (ChatDialect.isLink(t.runbook())) {
            links.put(words.runbook(), t.runbook());
        }
        return links;
    }

    /** Adds what programs may want to know: labels, numbers and ids, as texts. */
    public static ObjectNode details(Change change, ObjectNode into) {
        Transition t = change.transition();
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
        if (change.delayMillis() > 0) {
            into.put("delayed_seconds", Long.toString(change.delayMillis() / 1000));
        }
        if (change.repeated()) {
            into.put("repeated", "true");
        }
        Remarks.Seen seen = change.remarks().seen();
        if (seen != null) {
            into.put("acknowledged_by", seen.by()).put("acknowledged_at", Times.rfc3339(seen.at()));
        }
        Remarks.Cases cases = change.remarks().cases();
        if (cases != null) {
            into.put("cases", Integer.toString(cases.count())).put("oldest_case", cases.oldest());
        }
        return into;
    }
}
