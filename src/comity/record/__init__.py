"""The record's formats, pure: what is signed, the tree that holds it, the notes that vouch for it, and how all of it is checked.

A module imports only those that stand before it here, so this is an order in which they may be read:

- acts as bytes: ``statement`` (RFC 8785), ``leaf``, ``sealed``, ``written``, ``sheaf``
- the tree: ``tree`` and ``proof`` (RFC 6962), ``tile`` (C2SP tlog-tiles), ``hashes``
- who did it: ``ed25519`` (RFC 8032), ``p256`` (FIPS 186-5), ``batch``, ``signature`` (Web Authentication), ``openssl``, ``signing``
- the head: ``note`` (C2SP signed-note), ``checkpoint`` (tlog-checkpoint), ``cosignature`` (tlog-cosignature), ``receipt`` (tlog-proof),
  ``submission`` (tlog-witness)
- time stamps: ``der`` (X.690), ``certificate`` (RFC 5280), ``signer`` (RFC 5652), ``stamp`` (RFC 3161)
- what is found: ``report``, ``rotation``, ``stamped``, ``authorities``, ``heads``, ``replay``
- the bundle: ``archive``, ``page``, ``standalone``, ``bundle``, ``verify``, ``findings``, ``inside``
"""
