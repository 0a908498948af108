package io.bellwether.notify;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The kinds of receivers, and which keys of the routing file each has beside those that all have. */
public enum ReceiverType {
    /** Standard Webhooks 1.0: JSON, signed with HMAC-SHA256. */
    STANDARD_WEBHOOKS("webhook", "standard-webhooks", Keys.secret("secret").required(), SendRate.UNLIMITED),
    /** The webhook payload of Alertmanager. */
    ALERTMANAGER_V4("webhook", "alertmanager-v4", Keys.secret("token"), SendRate.UNLIMITED),
    /** CloudEvents 1.0 in structured mode. */
    CLOUDEVENTS("webhook", "cloudevents", Keys.secret("token").with("source"), SendRate.UNLIMITED),
    /** Alertmanager's API v2, which Prometheus posts alerts to. */
    ALERTMANAGER("alertmanager", "", Keys.secret("password").with("username", "hold"), SendRate.UNLIMITED),
    /** A custom robot of a DingTalk group. */
    DINGTALK("dingtalk", "", Keys.secret("secret").inWords(), SendRate.perMinute(15)),
    /** A robot of a WeCom group: its URL is its secret. */
    WECOM("wecom", "", Keys.secret("").inWords(), SendRate.perMinute(15)),
    /** A custom bot of a Feishu or Lark group. */
    FEISHU("feishu", "", Keys.secret("secret").inWords(), SendRate.perMinute(75)),
    /** An incoming webhook of Slack: its URL is its secret. */
    SLACK("slack", "", Keys.secret("").inWords(), SendRate.perMinute(45)),
    /** A workflow of Microsoft Teams: its URL is its secret. */
    TEAMS("teams", "", Keys.secret("").inWords(), SendRate.perMinute(30)),
    /** A webhook of a Discord channel: its URL is its secret. */
    DISCORD("discord", "", Keys.secret("").inWords(), SendRate.perMinute(22)),
    /** A bot of Telegram. */
    TELEGRAM(
            "telegram",
            "",
            Keys.secret("token")
                    .required()
                    .to("https://api.telegram.org")
                    .needing("chat_id")
                    .with("chat_id", "thread_id")
                    .inWords(),
            SendRate.perMinute(15)),
    /** PagerDuty's Events API v2. */
    PAGERDUTY(
            "pagerduty",
            "",
            Keys.secret("routing_key")
                    .required()
                    .to("https://events.pagerduty.com/v2/enqueue")
                    .inWords(),
            SendRate.perMinute(90)),
    /** Opsgenie's Alert API. */
    OPSGENIE(
            "opsgenie",
            "",
            Keys.secret("api_key").required().to("https://api.opsgenie.com").inWords(),
            SendRate.perMinute(45));

    /**
     * The keys of a type.
     *
     * @param secret the key that holds what lets us in beside the URL; empty where nothing does
     * @param secretNeeded whether it has to be there
     * @param url where messages go if the file names no URL; empty where it has to
     * @param needed options that have to be there
     * @param options all options
     * @param hasWords whether people read its messages, in a language and with times of their zone
     */
    record Keys(
            String secret,
            boolean secretNeeded,
            String url,
            List<String> needed,
            List<String> options,
            boolean hasWords) {

        static Keys secret(String name) {
            return new Keys(name, false, "", List.of(), List.of(), false);
        }

        Keys required() {
            return new Keys(secret, true, url, needed, options, hasWords);
        }

        Keys to(String defaultUrl) {
            return new Keys(secret, secretNeeded, defaultUrl, needed, options, hasWords);
        }

        Keys needing(String... names) {
            return new Keys(secret, secretNeeded, url, List.of(names), options, hasWords);
        }

        Keys with(String... names) {
            return new Keys(secret, secretNeeded, url, needed, List.of(names), hasWords);
        }

        Keys inWords() {
            return new Keys(secret, secretNeeded, url, needed, options, true);
        }
    }

    private final String wireName;
    private final String format;
    private final Keys keys;
    private final SendRate rate;

    ReceiverType(String wireName, String format, Keys keys, SendRate rate) {
        this.wireName = wireName;
        this.format = format;
        this.keys = keys;
        this.rate = rate;
    }

    /** The value of {@code type} in the routing file. */
    public String wireName() {
        return wireName;
    }

    /** The value of {@code format}; empty for types of one format. */
    public String format() {
        return format;
    }

    Keys keys() {
        return keys;
    }

    /** Whether its messages can say what is no alert: those of pagers, chats and alert managers are alerts, whatever they say. */
    public boolean takesHeartbeats() {
        return this == STANDARD_WEBHOOKS || this == CLOUDEVENTS;
    }

    /** What is kept to where the file says nothing: three quarters of what the vendor allows. */
    public SendRate rate() {
        return rate;
    }

    /** The one of that type and, among several, of that format; the first where no format is named. */
    static Optional<ReceiverType> of(String type, String format) {
        return Arrays.stream(values())
                .filter(known -> known.wireName.equals(type))
                .filter(known -> format.isEmpty() || known.format.equals(format))
                .findFirst();
    }

    static Set<String> types() {
        Set<String> types = new LinkedHashSet<>();
        for (ReceiverType type : values()) {
            types.add(type.wireName);
        }
        return types;
    }

    /** The formats of a type; none where it has only one. */
    static Set<String> formats(String type) {
        Set<String> formats = new LinkedHashSet<>();
        for (ReceiverType known : values()) {
            if (known.wireName.equals(type) && !known.format.isEmpty()) {
                formats.add(known.format);
            }
        }
        return formats;
    }
}
