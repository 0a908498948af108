package io.bellwether.webhook.words;

import io.bellwether.alert.Transition;
import io.bellwether.notify.AlertLanguage;
import io.bellwether.notify.Batch;
import io.bellwether.notify.Change;
import io.bellwether.notify.Receiver;
import io.bellwether.notify.Remarks;
import io.bellwether.yaml.Durations;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words around an alert's own title and text, in the language of a receiver. */
public final class FixedWords {

    private static final Map<String, String> SEVERITIES_ZH = Map.of("page", "紧急", "warning", "警告", "info", "提示");

    private static final Map<String, String> REASONS_ZH = Map.of(
            "recovered", "恢复正常",
            "no_data", "没有数据",
            "inactive_time", "不在生效时段",
            "rule_changed", "规则已修改",
            "rule_removed", "规则已删除",
            "fulfilled", "已完成",
            "cancelled", "已取消",
            "retracted", "已撤回",
            "superseded", "已被取代",
            "breached", "已超时");

    private static final Map<String, String> UNITS_ZH = Map.of("s", "秒", "min", "分钟", "h", "小时", "d", "天");

    /** Of what somebody said of an alert; programs have all of it. */
    private static final int MAX_COMMENT = 200;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final boolean chinese;
    private final Receiver.Voice voice;

    public FixedWords(Receiver.Voice voice) {
        this.chinese = voice.language() == AlertLanguage.ZH;
        this.voice = voice;
    }

    /** What stands before the title of an alert: what happened to it and how urgent it is. */
    public String status(Transition t) {
        return switch (t.kind()) {
            case FIRING -> chinese ? severity(t.severity()) + "告警" : severity(t.severity());
            case SEVERITY_CHANGED ->
                chinese
                        ? "级别变化（" + severity(t.previousSeverity()) + " → " + severity(t.severity()) + "）"
                        : "Now " + t.severity() + ", was " + t.previousSeverity();
            case RESOLVED -> chinese ? "已恢复（持续 " + lasted(t) + "）" : "Resolved after " + lasted(t);
        };
    }

    /** How urgent, with a capital letter where there are any. */
    public String severity(String severity) {
        if (chinese) {
            return SEVERITIES_ZH.getOrDefault(severity, severity);
        }
        return severity.isEmpty() ? "" : severity.substring(0, 1).toUpperCase(Locale.ROOT) + severity.substring(1);
    }

    /** Status and title. */
    public String headline(Transition t) {
        return status(t) + (chinese ? "：" : ": ") + t.title();
    }

    /** The same, with what the receiver has to know of its message. */
    public String headline(Change change) {
        return heads(change) + headline(change.transition());
    }

    private String heads(Change change) {
        if (change.isAcknowledgement()) {
            String by = change.remarks().seen().by();
            return chinese ? by + " 已接手 · " : by + " sees to it: ";
        }
        return change.repeated() ? (chinese ? "持续 · " : "Still: ") : "";
    }

    /** What a message of several alerts is about: {@code 3 alerts: 2 firing, 1 resolved}. */
    public String headline(Batch batch) {
        List<String> counts = new ArrayList<>();
        for (Transition.Kind kind : Transition.Kind.values()) {
            if (batch.count(kind) > 0) {
                counts.add(chinese ? batch.count(kind) + " 条" + kind(kind) : batch.count(kind) + " " + kind(kind));
            }
        }
        int all = batch.changes().size();
        String what = batch.isOfCases() ? cases(all, batch) : chinese ? all + " 条告警" : all + " alerts";
        return what + (chinese ? "：" : ": ") + String.join(chinese ? "，" : ", ", counts);
    }

    /** How many, and which of those that are not resolved is the oldest. */
    private String cases(int all, Batch batch) {
        String count = chinese ? all + " 个工单" : all + " cases";
        if (batch.oldestSince().isEmpty()) {
            return count;
        }
        String oldest = batch.oldestCases().get(0);
        String since = time(batch.oldestSince().getAsLong());
        return count + (chinese ? "，最早 " + oldest + "，自 " + since : ", oldest " + oldest + " since " + since);
    }

    private String kind(Transition.Kind kind) {
        return switch (kind) {
            case FIRING -> chinese ? "触发" : "firing";
            case SEVERITY_CHANGED -> chinese ? "级别变化" : "changed severity";
            case RESOLVED -> chinese ? "恢复" : "resolved";
        };
    }

    /** How long an episode lasted until this transition: {@code 2 h 5 min}. */
    public String lasted(Transition t) {
        return inWords(t.at() - t.startsAt());
    }

    private String inWords(long millis) {
        String words = Durations.words(millis / 1000.0);
        if (!chinese) {
            return words;
        }
        List<String> translated = new ArrayList<>();
        for (String word : words.split(" ")) {
            translated.add(UNITS_ZH.getOrDefault(word, word));
        }
        return String.join(" ", translated);
    }

    /** The text, and in a line of its own what drives the alert where that is known. */
    public String told(Transition t) {
        String drivers = drivers(t);
        return t.text().isBlank() ? drivers : drivers.isEmpty() ? t.text() : t.text() + "\n" + drivers;
    }

    private String drivers(Transition t) {
        return DriverWords.of(t.drivers(), chinese);
    }

    /** Where and since when, in one line: labels, case, times, and why it ended. */
    public String facts(Transition t) {
        List<String> facts = new ArrayList<>();
        t.labels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(label -> !label.getValue().isEmpty())
                .forEach(label -> facts.add(label.getKey() + " " + label.getValue()));
        if (!t.subject().isEmpty()) {
            facts.add(
                    (chinese ? "工单 " : "case ") + t.subject() + (t.source().isEmpty() ? "" : " (" + t.source() + ")"));
        }
        facts.add((chinese ? "开始于 " : "since ") + time(t.startsAt()));
        if (t.kind() == Transition.Kind.RESOLVED) {
            facts.add(
                    chinese
                            ? REASONS_ZH.getOrDefault(t.reason(), t.reason())
                            : t.reason().replace('_', ' '));
        }
        return String.join(" · ", facts);
    }

    /** The same, with how late the news is. */
    public String facts(Change change) {
        String facts = facts(change.transition());
        if (change.delayMillis() == 0) {
            return facts;
        }
        String delay = inWords(change.delayMillis());
        return facts + " · " + (chinese ? "延迟 " + delay + " 送达" : "delayed by " + delay);
    }

    /** What is told beside an alert: who sees to it, what kept the news back, and which cases it stands for. */
    public List<String> remarks(Change change) {
        List<String> lines = new ArrayList<>();
        Remarks.Seen seen = change.remarks().seen();
        if (seen != null) {
            String comment = TextUnit.CODE_POINTS.shorten(seen.comment(), MAX_COMMENT, shortened());
            String said = comment.isEmpty() ? "" : (chinese ? "：" : ": ") + comment;
            lines.add((chinese
                            ? "由 " + seen.by() + " 处理，自 " + time(seen.at())
                            : "Seen to by " + seen.by() + " since " + time(seen.at()))
                    + said);
        }
        Remarks.Silenced silenced = change.remarks().silenced();
        if (silenced != null) {
            lines.add(
                    chinese
                            ? "由 " + silenced.by() + " 静默至 " + time(silenced.until())
                            : "Silenced by " + silenced.by() + " until " + time(silenced.until()));
        }
        Remarks.Cases cases = change.remarks().cases();
        if (cases != null) {
            lines.add(
                    chinese
                            ? "另有其中 " + cases.count() + " 个工单告警，最早 " + cases.oldest() + "，自 " + time(cases.since())
                            : "And " + cases.count() + (cases.count() == 1 ? " case" : " cases") + " of it, oldest "
                                    + cases.oldest() + " since " + time(cases.since()));
        }
        return lines;
    }

    private String time(long millis) {
        String zone = voice.zone().getId().equals("Z") ? "UTC" : voice.zone().getId();
        return TIME.format(Instant.ofEpochMilli(millis).atZone(voice.zone())) + " " + zone;
    }

    /** The cases that have waited longest; empty where the message is of none. */
    public String oldestCases(Batch batch) {
        List<String> oldest = batch.oldestCases();
        if (oldest.isEmpty()) {
            return "";
        }
        return (chinese ? "等待最久的工单：" : "Oldest cases: ") + String.join(chinese ? "、" : ", ", oldest);
    }

    /** That so many alerts are only counted. */
    public String more(int count) {
        return chinese ? "…… 另有 " + count + " 条未列出" : "… +" + count + " more, not listed";
    }

    /** Stands where the rest of a text is missing. */
    public String shortened() {
        return chinese ? "……（已截短）" : "… (shortened)";
    }

    public String dashboard() {
        return chinese ? "看板" : "Dashboard";
    }

    /** The link to the dashboard of an alert; empty without one that can be followed. */
    public String dashboardOf(Transition t) {
        if (!ChatDialect.isLink(t.dashboard())) {
            return "";
        }
        return chinese ? DashboardLink.chinese(t.dashboard()) : t.dashboard();
    }

    public String runbook() {
        return chinese ? "处置手册" : "Runbook";
    }
}
