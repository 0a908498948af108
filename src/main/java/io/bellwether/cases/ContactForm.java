package io.bellwether.cases;

import io.bellwether.queue.PresentContact;
import io.bellwether.queue.PresentContactJson;
import io.bellwether.topic.RowForm;
import java.util.List;

/** The contacts of cases as records. */
public final class ContactForm implements RowForm<CaseContacts, PresentContact> {

    private static final long serialVersionUID = 1L;

    @Override
    public String written() {
        return "numContactRecords";
    }

    @Override
    public String refused() {
        return "numContactRecordsRefused";
    }

    @Override
    public String owner(CaseContacts told) {
        return told.caseId().joined();
    }

    @Override
    public List<PresentContact> rows(CaseContacts told) {
        return told.present();
    }

    @Override
    public String key(PresentContact row) {
        return PresentContactJson.key(row);
    }

    @Override
    public String ownerOf(String key) {
        return PresentContactJson.caseKeyOf(key);
    }

    @Override
    public byte[] value(PresentContact row) {
        return PresentContactJson.write(row);
    }
}
