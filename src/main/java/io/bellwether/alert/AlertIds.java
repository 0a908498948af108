package io.bellwether.alert;

import io.bellwether.metric.Signal;
import io.bellwether.yaml.Fingerprint;
import java.util.Map;
import java.util.TreeMap;

/** Identities of alerts: the same in every process. */
final class AlertIds {

    private AlertIds() {}

    /** The identity of the alert of a rule on a series. */
    static String alertId(String uid, Map<String, String> labels) {
        StringBuilder text = new StringBuilder(uid);
        new TreeMap<>(labels)
                .forEach((name, value) ->
                        text.append('\0').append(name).append('=').append(value));
        return Fingerprint.hex(text.toString(), 16);
    }

    /** The identity of the alert of a rule on a case. */
    static String alertId(String uid, Signal about, String clock, int instance) {
        return Fingerprint.hex(uid + '\0' + about.key() + '\0' + clock + '\0' + instance, 16);
    }
}
