"""The tables of a snapshot and their columns, as the contract names them."""

COLUMNS = {
    "accounts": "account_id,name,name_kana,role,country,created_at,status,status_at,organisation",
    "documents": "account_id,document_id,kind,country,name,submitted_at",
    "bank_accounts": "account_id,bank_account_id,kind,holder,country,added_at,removed_at",
    "logins": "account_id,started_at,ended_at,ip,device_id,remote",
    "changes": "account_id,field,changed_at",
    "reviews": "reviewer_id,reviewee_id,posted_at,rating,contract_id",
    "contracts": "contract_id,client_id,worker_id,category,fee,currency,started_at",
    "work": "account_id,started_at,ended_at,contract_id",
    "payouts": "account_id,bank_account_id,paid_at,amount,currency,onward_id,onward_at,onward_amount,onward_country",
    "identifiers": "account_id,kind,value,seen_at",
    "ties": "account_id,other_id,kind,at,amount",
    "reports": "account_id,kind,reporter_id,reported_at",
    "networks": "cidr,kind,asn,country,name",
}
