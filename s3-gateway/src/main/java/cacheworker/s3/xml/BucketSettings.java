package cacheworker.s3.xml;

/** What clients are told about settings that cannot be changed here. */
public final class BucketSettings {
    private BucketSettings() {}

    /**
     * {@code VersioningConfiguration} of a bucket that never had versions.
     *
     * @return the document
     */
    public static byte[] noVersioning() {
        return XmlWriter.document("VersioningConfiguration", xml -> {});
    }

    /**
     * {@code RequestPaymentConfiguration}.
     *
     * @return the document
     */
    public static byte[] ownerPays() {
        return XmlWriter.document("RequestPaymentConfiguration", xml -> xml.element("Payer", "BucketOwner"));
    }

    /**
     * {@code AccessControlPolicy} with one grant, of everything to the owner.
     *
     * @param owner the owner
     * @return the document
     */
    public static byte[] fullControl(Owner owner) {
        return XmlWriter.document("AccessControlPolicy", xml -> {
            owner.write(xml);
            xml.element(
                    "AccessControlList",
                    list -> list.element("Grant", grant -> {
                        owner.writeGrantee(grant);
                        grant.element("Permission", "FULL_CONTROL");
                    }));
        });
    }
}
