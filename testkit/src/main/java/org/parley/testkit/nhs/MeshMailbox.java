package org.parley.testkit.nhs;

import java.util.List;

/**
 * A mailbox of the double.
 *
 * @param id as in addresses
 * @param password of its owner, half of what proves a token
 * @param ods code of the organisation
 * @param name of the organisation
 * @param sends workflow ids that it may send
 * @param receives workflow ids that it may be sent
 */
public record MeshMailbox(
        String id,
        String password,
        String ods,
        String name,
        List<String> sends,
        List<String> receives) {
    public MeshMailbox {
        sends = List.copyOf(sends);
        receives = List.copyOf(receives);
    }

    @Override
    public String toString() {
        return id;
    }
}
