package io.bellwether.webhook.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpOutcomes;
import io.bellwether.http.HttpReply;
import io.bellwether.notify.Batch;
import io.bellwether.webhook.Access;
import io.bellwether.webhook.BodyCode;
import io.bellwether.webhook.JsonBody;
import io.bellwether.webhook.WebhookFormat;
import io.bellwether.webhook.WebhookRequest;
import io.bellwether.webhook.words.ChatMessage;
import io.bellwether.webhook.words.FittedText;
import io.bellwether.webhook.words.FixedWords;
import io.bellwether.webhook.words.TextUnit;
import java.net.URI;
import java.util.Set;

/** An incoming webhook of Slack: a section for each alert. Says {@code ok}, or what is wrong in a word. */
public final class Slack implements WebhookFormat {

    /** A message has at most 50 blocks; headline, oldest cases, the count of the rest and the signature are four. */
    private static final int MAX_ALERTS = 46;

    private static final int MAX_SECTION = 3_000;

    /** All blocks together: beyond about 13,000 Slack answers {@code msg_blocks_too_long}. */
    private static final int MAX_TEXT = 11_000;

    private static final Set<String> BROKEN = Set.of(
            "account_inactive",
            "action_prohibited",
            "channel_is_archived",
            "channel_not_found",
            "invalid_auth",
            "invalid_token",
            "is_archived",
            "missing_scope",
            "no_permission",
            "no_service",
            "no_service_id",
            "no_team",
            "not_authed",
            "not_in_channel",
            "org_login_required",
            "posting_to_general_channel_denied",
            "team_disabled",
            "token_expired",
            "token_revoked",
            "user_not_found");

    private static final Set<String> BUSY =
            Set.of("fatal_error", "internal_error", "request_timeout", "rollup_error", "service_unavailable");

    private static final Set<String> TOO_FAST = Set.of("ratelimited", "rate_limited", "message_limit_exceeded");

    private final URI uri;
    private final FixedWords words;

    public Slack(Access access) {
        this.uri = access.uri();
        this.words = new FixedWords(access.voice());
    }

    @Override
    public WebhookRequest render(Batch batch, long nowMillis) {
        ChatMessage message = new ChatMessage(batch, words);
        SlackDialect dialect = new SlackDialect();
        FittedText text = message.fit(dialect, TextUnit.UTF16, MAX_TEXT, MAX_ALERTS, MAX_SECTION);
        ObjectNode body = JsonBody.object().put("text", dialect.text(message.headline()));
        body.put("unfurl_links", false).put("unfurl_media", false);
        ArrayNode blocks = body.putArray("blocks");
        section(blocks, dialect.bold(message.headline()));
        text.blocks().forEach(block -> section(blocks, block));
        return WebhookRequest.post(uri, JsonBody.HEADERS, JsonBody.bytes(body), text.leftOut());
    }

    private static void section(ArrayNode blocks, String text) {
        ObjectNode section = blocks.addObject().put("type", "section");
        // else Slack looks for channels and people in what is plain text
        section.putObject("text").put("type", "mrkdwn").put("text", text).put("verbatim", true);
    }

    @Override
    public HttpOutcome classify(HttpReply reply, long nowMillis) {
        HttpOutcome outcome = HttpOutcomes.of(reply, nowMillis);
        String word = reply.body().strip();
        if (outcome instanceof HttpOutcome.Ok) {
            JsonNode answer = JsonBody.read(reply.body());
            boolean ok = word.equals("ok") || answer.path("ok").asBoolean(false);
            return ok ? outcome : meaning(answer.path("error").asText(word));
        }
        // most refusals of a message and of the webhook itself share a status
        return outcome instanceof HttpOutcome.Final && BROKEN.contains(word) ? meaning(word) : outcome;
    }

    private static HttpOutcome meaning(String word) {
        if (BROKEN.contains(word)) {
            return new HttpOutcome.Disable(word);
        }
        if (TOO_FAST.contains(word)) {
            return new HttpOutcome.Retry(word, 60_000, false);
        }
        if (BUSY.contains(word)) {
            return new HttpOutcome.Retry(word, HttpOutcome.NO_DELAY_NAMED, true);
        }
        return word.matches("[a-z_]{3,40}") ? new HttpOutcome.Final(word) : BodyCode.UNREADABLE;
    }
}
