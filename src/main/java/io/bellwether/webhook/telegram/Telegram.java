package io.bellwether.webhook.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpOutcomes;
import io.bellwether.http.HttpReply;
import io.bellwether.notify.Batch;
import io.bellwether.webhook.Access;
import io.bellwether.webhook.BodyCode;
import io.bellwether.webhook.JsonBody;
import io.bellwether.webhook.UriQuery;
import io.bellwether.webhook.WebhookFormat;
import io.bellwether.webhook.WebhookRequest;
import io.bellwether.webhook.words.ChatMessage;
import io.bellwether.webhook.words.FittedText;
import io.bellwether.webhook.words.FixedWords;
import io.bellwether.webhook.words.TextUnit;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** A bot of Telegram that writes into one chat. */
public final class Telegram implements WebhookFormat {

    private static final int MAX_TEXT = 4_096;

    /** A 400 that would be said to any message. */
    private static final Pattern NO_CHAT = Pattern.compile(
            "chat not found|chat_id is empty|group chat was upgraded|message thread not found|topic_closed|topic_deleted"
                    + "|not enough rights|have no rights");

    private final URI uri;
    private final String chat;
    private final String thread;
    private final FixedWords words;

    public Telegram(Access access) {
        if (!access.secret().matches("[0-9]{1,20}:[A-Za-z0-9_-]{10,100}")) {
            throw new IllegalArgumentException(
                    "the token of a bot is digits, a colon and letters, as BotFather gave it");
        }
        this.uri = UriQuery.below(access.uri(), "/bot" + access.secret() + "/sendMessage");
        this.chat = access.option("chat_id");
        this.thread = access.option("thread_id");
        this.words = new FixedWords(access.voice());
        if (!thread.isEmpty() && !thread.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("thread_id must be the number of a topic");
        }
    }

    @Override
    public WebhookRequest render(Batch batch, long nowMillis) {
        ChatMessage message = new ChatMessage(batch, words);
        HtmlDialect dialect = new HtmlDialect();
        String head = dialect.bold(message.headline()) + "\n\n";
        FittedText text = message.fit(dialect, TextUnit.UTF16, MAX_TEXT - TextUnit.UTF16.of(head));
        ObjectNode body = JsonBody.object().put("chat_id", chat).put("text", head + text.text());
        body.put("parse_mode", "HTML").putObject("link_preview_options").put("is_disabled", true);
        if (!thread.isEmpty()) {
            body.put("message_thread_id", Long.parseLong(thread));
        }
        return WebhookRequest.post(uri, JsonBody.HEADERS, JsonBody.bytes(body), text.leftOut());
    }

    @Override
    public HttpOutcome classify(HttpReply reply, long nowMillis) {
        JsonNode answer = JsonBody.read(reply.body());
        boolean http = reply.status() / 100 == 2;
        if (http && answer.path("ok").asBoolean(false)) {
            return new HttpOutcome.Ok();
        }
        int code = answer.path("error_code").asInt(0);
        if (http && (code < 300 || code > 599)) {
            return BodyCode.UNREADABLE;
        }
        HttpOutcome outcome =
                http ? HttpOutcomes.of(code, HttpOutcome.NO_DELAY_NAMED) : HttpOutcomes.of(reply, nowMillis);
        return exact(outcome, answer);
    }

    private static HttpOutcome exact(HttpOutcome outcome, JsonNode answer) {
        long after = answer.path("parameters").path("retry_after").asLong(-1);
        if (outcome instanceof HttpOutcome.Retry retry && after >= 0) {
            long asked = Math.min(after, 86_400) * 1_000;
            return new HttpOutcome.Retry(retry.reason(), Math.max(asked, retry.afterMillis()), retry.mayHaveArrived());
        }
        String description = answer.path("description").asText("").toLowerCase(Locale.ROOT);
        return outcome instanceof HttpOutcome.Final
                        && NO_CHAT.matcher(description).find()
                ? new HttpOutcome.Disable("no_chat")
                : outcome;
    }
}
