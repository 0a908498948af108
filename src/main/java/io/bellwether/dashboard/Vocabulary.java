package io.bellwether.dashboard;

import io.bellwether.metric.Metric;

/** What numbers and values of tags are called in a language, as on the dashboards, for whoever shows them elsewhere. */
public final class Vocabulary {

    private final Common common;
    private final BoardLanguage language;

    public Vocabulary(BoardLanguage language) {
        this.common = Common.read(new Sources());
        this.language = language;
    }

    /** What a number means, one sentence. */
    public String meaning(Metric metric) {
        return language == BoardLanguage.EN
                ? metric.meaning()
                : common.meanings().get(metric.fullName());
    }

    /** What a value of a tag is called; itself where it has no other name. */
    public String name(String tag, String value) {
        Bilingual name =
                common.names().containsKey(tag) ? common.names().get(tag).get(value) : null;
        return name == null ? value : name.in(language);
    }
}
