package io.bellwether.webhook.alertmanager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.alert.Driver;
import io.bellwether.alert.Transition;
import io.bellwether.notify.Change;
import io.bellwether.notify.Remarks;
import io.bellwether.webhook.JsonBody;
import io.bellwether.webhook.words.ChatMessage;
import io.bellwether.yaml.Times;
import java.util.Map;
import java.util.TreeMap;

/** An alert in Prometheus' terms. */
final class AlertLabels {

    /** What Alertmanager has for a time that is not. */
    static final String NO_TIME = "0001-01-01T00:00:00Z";

    private AlertLabels() {}

    /**
     * Its labels, of which Alertmanager makes the identity. The case is one of them, so that alerts on cases stay apart.
     *
     * @param severity one of the alert's, which are alerts of their own there
     */
    static TreeMap<String, String> labels(Transition t, String severity) {
        TreeMap<String, String> labels = new TreeMap<>();
        t.labels().forEach((name, value) -> add(labels, labelName(name), value));
        if (!t.subject().isEmpty()) {
            add(labels, "case", t.subject());
            add(labels, "case_source", t.source());
        }
        labels.put("alertname", t.uid());
        labels.put("severity", severity);
        return labels;
    }

    /** Empty labels are none there. */
    private static void add(Map<String, String> labels, String name, String value) {
        if (!value.isEmpty()) {
            labels.put(name, ChatMessage.clean(value));
        }
    }

    /** Letters, digits and _ alone, and no digit first. */
    static String labelName(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
        return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
    }

    static TreeMap<String, String> annotations(Change change) {
        Transition t = change.transition();
        TreeMap<String, String> annotations = new TreeMap<>();
        add(annotations, "summary", t.title());
        add(annotations, "description", t.text());
        add(annotations, "drivers", Driver.inWords(t.drivers()));
        add(annotations, "runbook_url", t.runbook());
        add(annotations, "dashboard_url", t.dashboard());
        if (Double.isFinite(t.value())) {
            annotations.put("value", Double.toString(t.value()));
        }
        if (Double.isFinite(t.threshold())) {
            annotations.put("threshold", Double.toString(t.threshold()));
        }
        Remarks remarks = change.remarks();
        if (remarks.seen() != null) {
            add(annotations, "acknowledged_by", remarks.seen().by());
            add(annotations, "acknowledged_at", Times.rfc3339(remarks.seen().at()));
        }
        if (remarks.silenced() != null) {
            add(annotations, "silenced_by", remarks.silenced().by());
            add(annotations, "silenced_until", Times.rfc3339(remarks.silenced().until()));
        }
        if (remarks.cases() != null) {
            annotations.put("cases", Integer.toString(remarks.cases().count()));
            add(annotations, "oldest_case", remarks.cases().oldest());
            add(annotations, "oldest_case_since", Times.rfc3339(remarks.cases().since()));
        }
        return annotations;
    }

    static ObjectNode object(Map<String, String> texts) {
        ObjectNode object = JsonBody.object();
        texts.forEach(object::put);
        return object;
    }
}
