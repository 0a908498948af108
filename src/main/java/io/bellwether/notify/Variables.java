package io.bellwether.notify;

import java.io.Serializable;
import java.util.Map;

/** Where {@code ${NAME}} gets its value. */
@FunctionalInterface
public interface Variables extends Serializable {

    /** The value, or null. */
    String get(String name);

    /** The environment of the process that asks: on a cluster, of the task manager. */
    static Variables ofEnvironment() {
        return System::getenv;
    }

    /** Fixed values. */
    static Variables of(Map<String, String> values) {
        Map<String, String> copy = Map.copyOf(values);
        return copy::get;
    }
}
