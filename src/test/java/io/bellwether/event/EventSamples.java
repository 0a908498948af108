package io.bellwether.event;

import static io.bellwether.event.RejectionReason.*;

import java.util.List;

/** Records in JSON with what must become of them; single quotes stand for double ones. */
final class EventSamples {
    /**
     * One record.
     *
     * @param reason null where it becomes an event
     * @param mentions what the detail of the rejection must contain
     * @param schemaAgrees false where JSON Schema cannot say what the decoder checks
     */
    record Sample(String json, RejectionReason reason, String mentions, boolean schemaAgrees) {}

    private EventSamples() {}

    static final String HEAD = "'id':'e1','time':'2026-03-01T08:00:00Z','source':'shop',";
    private static final String CASE = HEAD + "'case_id':'c1',";

    static List<Sample> valid() {
        return List.of(
                ok(CASE + "'type':'ticket.created'"),
                ok(CASE + "'type':'ticket.created','status':'OPEN','actor':'CUSTOMER','due_at':1772352000000"),
                ok(CASE + "'type':'ticket.created','status':'','actor':null,'due_at':'','queue':null"),
                ok(CASE + "'type':'ticket.created','priority':2,'tier':true,'case_id':17,'unknown':{'a':[1,{'b':2}]}"),
                ok(CASE + "'type':'ticket.created','data':{'case_id':5}"),
                ok(CASE + "'type':'ticket.created','specversion':'1.0','data':[1]"),
                ok(CASE + "'type':'ticket.updated','first_reply_due_at':'1772352000000','brand':'旗舰店'"),
                ok(CASE + "'type':'ticket.status_changed','status':'WAITING_THIRD_PARTY','native_status':'on hold'"),
                ok(CASE + "'type':'ticket.assigned','agent_id':'a1'"),
                ok(CASE + "'type':'ticket.assigned','queue':'billing'"),
                ok(CASE + "'type':'ticket.assigned','queue':'billing','agent_id':null"),
                ok(CASE + "'type':'ticket.assigned','agent_id':null"),
                ok(CASE + "'type':'ticket.assigned','queue':'','agent_id':''"),
                ok(CASE + "'type':'ticket.message','actor':'AGENT','visibility':'PRIVATE','automated':'true'"),
                ok(CASE + "'type':'ticket.message','actor':'CUSTOMER','text':'还没发货吗？','sentiment':-0.5"),
                ok(CASE + "'type':'chat.message','actor':'BOT','automated':1,'message_id':99,'sentiment':null"),
                ok(CASE + "'type':'ticket.merged','into_case_id':'c2'"),
                ok(CASE + "'type':'ticket.deleted'"),
                ok(CASE + "'type':'chat.started','actor':'BOT'"),
                ok(CASE + "'type':'chat.handoff'"),
                ok(CASE + "'type':'chat.queued','queue':'vip','backfill':true"),
                ok(CASE + "'type':'chat.queued','score':'irrelevant here','state':{},'queues':7,'by':'ME'"),
                ok(CASE + "'type':'chat.assigned','agent_id':7"),
                ok(CASE + "'type':'chat.missed','agent_id':'a1'"),
                ok(CASE + "'type':'chat.transferred','queue':'second line'"),
                ok(CASE + "'type':'chat.transferred','queue':'billing','reason':'overflow','external':false"),
                ok(CASE + "'type':'chat.transferred','external':true"),
                ok(CASE + "'type':'chat.held'"),
                ok(CASE + "'type':'chat.resumed'"),
                ok(CASE + "'type':'chat.abandoned'"),
                ok(CASE + "'type':'chat.ended'"),
                ok(CASE + "'type':'chat.ended','reason':'timeout'"),
                ok(CASE + "'type':'chat.wrapped_up'"),
                ok(CASE + "'type':'chat.callback_requested','queue':'vip'"),
                ok(CASE + "'type':'chat.callback_scheduled'"),
                ok(CASE + "'type':'chat.callback_completed','agent_id':'a1'"),
                ok(CASE + "'type':'chat.callback_failed'"),
                ok(HEAD + "'type':'plan.staffed','queue':'vip','interval_start':'2026-03-01T08:30:00Z','agents':4"),
                ok(HEAD + "'type':'plan.staffed','queue':7,'interval_start':1772352000000,'agents':0"),
                ok(HEAD + "'type':'agent.state','agent_id':'a1','state':'AWAY','reason':'lunch'"),
                ok(HEAD + "'type':'agent.state','agent_id':'a1','state':'AVAILABLE','queues':['a',2,null],'slots':3"),
                ok(HEAD + "'type':'agent.state','agent_id':'a1','state':'OFFLINE','queues':[],'status':'whatever'"),
                ok(CASE + "'type':'survey.requested','kind':'NPS'"),
                ok(CASE + "'type':'survey.answered','kind':'CSAT','score':4,'scale':5"),
                ok(CASE + "'type':'survey.answered','kind':'NPS','score':0"),
                ok(CASE + "'type':'refund.opened','amount':12.5"),
                ok(CASE + "'type':'refund.completed','by':'MERCHANT'"),
                ok(CASE + "'type':'dispute.opened','by':'CUSTOMER'"),
                ok(CASE + "'type':'dispute.decided','by':'PLATFORM','amount':-3e2"),
                ok(HEAD + "'type':'clock.heartbeat'"),
                ok(CASE + "'type':'survey.answered','kind':'NPS','score':9,'case_source':'helpdesk'"),
                ok(CASE + "'type':'chat.assigned','agent_id':'a1','agent_source':'phones','case_source':''"),
                ok(HEAD + "'type':'agent.state','agent_id':'a1','agent_source':'desk','state':'AWAY'"),
                ok(HEAD + "'type':'help.viewed','customer_id':'u1','queue':'returns'"),
                ok(HEAD + "'type':'help.solved','customer_id':'u1','case_id':7,'status':'whatever'"),
                ok(HEAD + "'type':'order.placed','customer_id':'u1','customer_source':'desk','amount':12.5"),
                ok(CASE + "'type':'chat.held','seq':9223372036854775807"),
                ok(CASE + "'type':'chat.held','seq':'0042'"),
                ok(CASE + "'type':'chat.held','seq':7.0"),
                ok(CASE + "'type':'chat.held','seq':''"),
                ok(CASE + "'type':'chat.held','time':1772352000000.75"),
                ok(CASE + "'type':'chat.held','queue':'" + "队".repeat(1024) + "'"),
                ok("'specversion':'1.0',"
                        + HEAD
                        + "'type':'chat.queued','data':{'case_id':'c1','queue':'vip','id':{},'type':'x','time':5}"),
                ok("'data':{'case_id':'c1','actor':'AGENT'},'specversion':'1.0','queue':['ignored'],"
                        + HEAD
                        + "'type':'chat.message','datacontenttype':'application/json'"));
    }

    static List<Sample> invalid() {
        return List.of(
                no("'type':'chat.held','time':1,'source':'s','case_id':'c'", NO_ID, "id is missing"),
                no(CASE + "'type':'chat.held','id':''", NO_ID, "id is missing"),
                no(CASE + "'type':'chat.held','id':null", NO_ID, "id is missing"),
                no(CASE + "'type':'chat.held','id':{}", BAD_FIELD, "id must be a text"),
                no(CASE + "'type':'chat.held','id':'" + "x".repeat(1025) + "'", BAD_FIELD, "1024"),
                no(CASE + "'queue':'q'", NO_TYPE, "type is missing"),
                no(CASE + "'type':''", NO_TYPE, "type is missing"),
                no(CASE + "'type':[1]", BAD_FIELD, "type must be"),
                no(CASE + "'type':'chat.exploded'", UNKNOWN_TYPE, "\"chat.exploded\""),
                no(CASE + "'type':'CHAT.HELD'", UNKNOWN_TYPE, "CHAT.HELD"),
                no(CASE + "'type':5", UNKNOWN_TYPE, "\"5\""),
                no(CASE + "'type':'chat.held','time':null", NO_TIME, "time is missing"),
                no(CASE + "'type':'chat.held','time':'tomorrow'", BAD_TIME, "\"tomorrow\""),
                no(CASE + "'type':'chat.held','time':'2026-03-01T08:00:00'", BAD_TIME, "offset"),
                no(CASE + "'type':'chat.held','time':-1", BAD_TIME, "\"-1\""),
                no(CASE + "'type':'chat.held','time':true", BAD_TIME, "time must be"),
                no(CASE + "'type':'chat.held','time':{'at':1}", BAD_TIME, "time must be"),
                no(CASE + "'type':'chat.held','time':1e300", BAD_TIME, "time must be"),
                no(CASE + "'type':'chat.held','time':99999999999999999999", BAD_TIME, "time must be"),
                loose(CASE + "'type':'chat.held','time':'2026-02-29T00:00:00Z'", BAD_TIME, "2026-02-29"),
                no(CASE + "'type':'chat.held','source':''", NO_SOURCE, "duplicates"),
                no(HEAD + "'type':'chat.held'", NO_CASE, "case_id is missing"),
                no(CASE + "'type':'chat.held','case_id':[]", BAD_FIELD, "case_id must be"),
                no(HEAD + "'type':'help.viewed'", BAD_FIELD, "customer_id is missing"),
                no(HEAD + "'type':'order.placed','amount':1", BAD_FIELD, "customer_id is missing"),
                no(HEAD + "'type':'order.placed','customer_id':'u1','amount':'much'", BAD_FIELD, "amount must"),
                no(
                        HEAD + "'type':'plan.staffed','interval_start':1772352000000,'agents':4",
                        BAD_FIELD,
                        "queue is missing"),
                no(HEAD + "'type':'plan.staffed','queue':'vip','agents':4", BAD_FIELD, "interval_start is missing"),
                no(
                        HEAD + "'type':'plan.staffed','queue':'vip','agents':4,'interval_start':'at eight'",
                        BAD_FIELD,
                        "interval_start must"),
                no(
                        HEAD + "'type':'plan.staffed','queue':'vip','interval_start':0,'agents':-1",
                        BAD_FIELD,
                        "agents must"),
                no(
                        HEAD + "'type':'plan.staffed','queue':'vip','interval_start':0,'agents':4.5",
                        BAD_FIELD,
                        "agents must"),
                no(HEAD + "'type':'plan.staffed','queue':'vip','interval_start':0", BAD_FIELD, "agents is missing"),
                no(HEAD + "'type':'agent.state','state':'AWAY'", NO_AGENT, "agent_id is missing"),
                no(HEAD + "'type':'agent.state','agent_id':'a'", BAD_FIELD, "state is missing"),
                no(HEAD + "'type':'agent.state','agent_id':'a','state':'BUSY'", BAD_FIELD, "\"BUSY\""),
                no(HEAD + "'type':'agent.state','agent_id':'a','state':'AWAY','queues':'q'", BAD_FIELD, "queues must"),
                no(
                        HEAD + "'type':'agent.state','agent_id':'a','state':'AWAY','queues':[[1]]",
                        BAD_FIELD,
                        "queues must"),
                no(HEAD + "'type':'agent.state','agent_id':'a','state':'AWAY','slots':1.5", BAD_FIELD, "slots must"),
                no(HEAD + "'type':'agent.state','agent_id':'a','state':'AWAY','slots':-1", BAD_FIELD, "slots must"),
                no(HEAD + "'type':'agent.state','agent_id':'a','state':'AWAY','slots':'2'", BAD_FIELD, "slots must"),
                no(CASE + "'type':'ticket.created','status':'DONE'", BAD_FIELD, "status must be one of NEW"),
                no(CASE + "'type':'ticket.created','status':{}", BAD_FIELD, "status must be one of NEW"),
                no(CASE + "'type':'ticket.created','queue':{'id':1}", BAD_FIELD, "queue must be a text"),
                no(CASE + "'type':'ticket.created','due_at':'soon'", BAD_FIELD, "due_at must be"),
                no(CASE + "'type':'ticket.created','backfill':'yes'", BAD_FIELD, "backfill must be true or false"),
                no(CASE + "'type':'ticket.status_changed'", BAD_FIELD, "status is missing"),
                no(CASE + "'type':'ticket.status_changed','status':'solved'", BAD_FIELD, "\"solved\""),
                no(CASE + "'type':'ticket.assigned'", BAD_FIELD, "agent_id and queue are missing"),
                no(CASE + "'type':'ticket.assigned','queue':null", BAD_FIELD, "agent_id and queue are missing"),
                no(CASE + "'type':'ticket.assigned','agent_id':[]", BAD_FIELD, "agent_id must"),
                no(
                        CASE + "'type':'chat.transferred','queue':'','agent_id':null",
                        BAD_FIELD,
                        "queue and external are missing"),
                no(CASE + "'type':'chat.transferred','external':false", BAD_FIELD, "agent_id, queue and external"),
                no(CASE + "'type':'chat.transferred','external':'yes'", BAD_FIELD, "external must be true or false"),
                no(CASE + "'type':'chat.ended','reason':{}", BAD_FIELD, "reason must be"),
                no(CASE + "'type':'ticket.message'", BAD_FIELD, "actor is missing"),
                no(CASE + "'type':'ticket.message','actor':'HUMAN'", BAD_FIELD, "\"HUMAN\""),
                no(CASE + "'type':'chat.message','actor':'BOT','visibility':'SECRET'", BAD_FIELD, "visibility must be"),
                no(CASE + "'type':'chat.message','actor':'BOT','sentiment':1.01", BAD_FIELD, "sentiment must be"),
                no(CASE + "'type':'chat.message','actor':'BOT','sentiment':'0.5'", BAD_FIELD, "from -1 to 1"),
                no(CASE + "'type':'chat.message','actor':'BOT','automated':2", BAD_FIELD, "automated must be"),
                no(CASE + "'type':'chat.message','actor':'BOT','text':['hush']", BAD_FIELD, "text must be a text"),
                no(CASE + "'type':'chat.held','case_source':['desk']", BAD_FIELD, "case_source must be a text"),
                no(CASE + "'type':'chat.held','agent_source':{}", BAD_FIELD, "agent_source must be a text"),
                no(CASE + "'type':'chat.held','seq':-1", BAD_FIELD, "seq must be a whole number"),
                no(CASE + "'type':'chat.held','seq':1.5", BAD_FIELD, "seq must be"),
                no(CASE + "'type':'chat.held','seq':'12a'", BAD_FIELD, "digits"),
                no(CASE + "'type':'chat.held','seq':9223372036854775808", BAD_FIELD, "9223372036854775807"),
                no(CASE + "'type':'chat.held','seq':true", BAD_FIELD, "seq must be"),
                loose(CASE + "'type':'chat.held','seq':'9999999999999999999'", BAD_FIELD, "seq must be"),
                no(CASE + "'type':'ticket.merged'", BAD_FIELD, "into_case_id is missing"),
                no(CASE + "'type':'survey.requested'", BAD_FIELD, "kind is missing"),
                no(CASE + "'type':'survey.answered','kind':'CSAT'", BAD_FIELD, "score is missing"),
                no(CASE + "'type':'survey.answered','kind':'STARS','score':1", BAD_FIELD, "CSAT, NPS, CES"),
                no(CASE + "'type':'survey.answered','kind':'CSAT','score':-1", BAD_FIELD, "score must be"),
                no(CASE + "'type':'survey.answered','kind':'CSAT','score':1,'scale':0", BAD_FIELD, "scale must be"),
                loose(CASE + "'type':'survey.answered','kind':'CSAT','score':6,'scale':5", BAD_FIELD, "above scale"),
                no(CASE + "'type':'refund.completed','by':'CUSTOMER'", BAD_FIELD, "MERCHANT, PLATFORM"),
                no(CASE + "'type':'refund.opened','amount':1e400", BAD_FIELD, "amount must be"),
                no("'specversion':'1.0'," + CASE + "'type':'chat.held','data':{}", NO_CASE, "case_id is missing"),
                no(
                        "'data':{'case_id':'c','time':5},'specversion':'1.0','id':'i','source':'s','type':'chat.held'",
                        NO_TIME,
                        "time is missing"));
    }

    private static Sample ok(String fields) {
        return new Sample(json(fields), null, null, true);
    }

    private static Sample no(String fields, RejectionReason reason, String mentions) {
        return new Sample(json(fields), reason, mentions, true);
    }

    private static Sample loose(String fields, RejectionReason reason, String mentions) {
        return new Sample(json(fields), reason, mentions, false);
    }

    static String json(String fields) {
        return ("{" + fields + "}").replace('\'', '"');
    }
}
