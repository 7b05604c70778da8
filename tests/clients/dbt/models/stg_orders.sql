select id as order_id, customer_id, amount::decimal(10,2) as amount, ordered_at::timestamp as ordered_at from {{ ref('orders') }}
